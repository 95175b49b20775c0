// Owns: the commit message suggested for a plan, from the titles of its posts.
// Must not know: git, or the language of the screen: the words are those of a log that others read.

import type { Step } from '#core/export/types.ts';
import type { RelPath } from '#core/journal/entry.ts';

/** Columns of a subject line that git's own tools show whole. */
const WIDTH = 72;

/**
 * One subject line, e.g. `Publish "제목"` or `Publish 2 posts, update 1: 제목, …`, and below it the titles that did not fit, one a
 * line. `titles` are by source; `formerTitles` by path in the target, for deletions. Conflicts do not count. Empty: no step.
 */
export function suggestMessage(
  steps: readonly Step[],
  titles: ReadonlyMap<RelPath, string>,
  formerTitles: ReadonlyMap<RelPath, string>,
): string {
  const titleOf = (step: Step): string =>
    oneLine((step.source === null ? formerTitles.get(step.path) : titles.get(step.source)) ?? step.path);
  const posts = (action: Step['action'], renamed = false): readonly string[] =>
    steps
      .filter(
        (step) => step.kind === 'post' && step.action === action && (step.pair !== undefined) === renamed,
      )
      .map(titleOf);
  const uncommitted = steps.filter((step) => step.action === 'keep' && step.reason === 'uncommitted');
  const groups = [
    {
      verb: 'Publish',
      titles: [...posts('add'), ...uncommitted.filter((step) => step.kind === 'post').map(titleOf)],
    },
    { verb: 'Update', titles: posts('change') },
    { verb: 'Rename', titles: posts('add', true) },
    { verb: 'Remove', titles: posts('delete') },
  ].filter((group) => group.titles.length > 0);

  const all = groups.flatMap((group) => group.titles);
  const [first] = groups;
  if (!first) return imageMessage(steps);
  if (all.length === 1) return `${first.verb} "${all[0]}"`;
  const lead = groups
    .map(({ verb, titles: list }, at) =>
      at === 0
        ? `${verb} ${list.length} ${list.length === 1 ? 'post' : 'posts'}`
        : `${verb.toLowerCase()} ${list.length}`,
    )
    .join(', ');
  const line = `${lead}: ${all.join(', ')}`;
  if (columns(line) <= WIDTH) return line;
  return `${fitTitles(`${lead}: `, all)}\n\n${all.map((title) => `- ${title}`).join('\n')}`;
}

function imageMessage(steps: readonly Step[]): string {
  const count = steps.filter(
    (step) => step.action === 'add' || step.action === 'change' || step.reason === 'uncommitted',
  ).length;
  if (count === 0) return '';
  return count === 1 ? 'Add an image' : `Add ${count} images`;
}

/** As many whole titles as fit, then an ellipsis. */
function fitTitles(lead: string, titles: readonly string[]): string {
  let line = lead;
  let taken = 0;
  for (const title of titles) {
    const next = `${line}${taken ? ', ' : ''}${title}`;
    if (columns(`${next}, …`) > WIDTH) break;
    line = next;
    taken++;
  }
  if (taken === 0) return lead.replace(/: $/, '');
  return `${line}, …`;
}

function oneLine(title: string): string {
  return title.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();
}

/** Hangul, Han and kana take two columns in a terminal. */
function columns(text: string): number {
  let count = 0;
  for (const char of text)
    count += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/.test(char)
      ? 2
      : 1;
  return count;
}
