// Owns: rules about what the front matter says: a title, and no text that was only meant to be filled in.
// Must not know: how front matter is read.
import type { Entry } from '#core/frontmatter/index.ts';
import type { PostView, Remark, Rule } from '../types.ts';

/** Dots, dashes or question marks alone, and the usual words for "later". */
const PLACEHOLDER =
  /^(?:[.…·_?x*-]{2,}|…|todo|tbd|tba|fixme|placeholder|lorem ipsum.*|(?:제목|내용|요약|설명|본문)(?:을|를)? ?(?:입력|작성|없음).*|임시|추후 ?작성)$/i;

const isPlaceholder = (value: unknown): boolean =>
  typeof value === 'string' && PLACEHOLDER.test(value.trim());

export const emptyTitle: Rule = {
  id: 'empty-title',
  severity: 'warning',
  about: 'a post without a title',
  check: ({ front }) => {
    const entry = front.entries.find(({ key, shadowed }) => key === 'title' && !shadowed);
    if (!entry) {
      const message = 'The post has no title; the blog makes one of its file name.';
      return front.readOnly || front.format !== 'yaml' ? [] : [{ at: null, message }];
    }
    const { value } = entry;
    const empty = value === null || (typeof value === 'string' && value.trim() === '');
    return empty ? [{ at: entry.from, message: 'The title is empty.' }] : [];
  },
};

export const placeholderText: Rule = {
  id: 'placeholder-text',
  severity: 'warning',
  about: 'text that was only meant to be filled in (.., TODO, lorem ipsum)',
  check: (post) => [...post.front.entries.flatMap(inValue), ...inBody(post)],
};

function inValue(entry: Entry): readonly Remark[] {
  const values: readonly unknown[] = entry.items ? entry.items.map(({ value }) => value) : [entry.value];
  const found = values.find(isPlaceholder);
  if (typeof found !== 'string') return [];
  return [
    {
      at: entry.valueFrom,
      message: `${entry.key} still says "${found}".`,
      detail: { key: entry.key, value: found },
    },
  ];
}

const LINE = /^[ \t>*-]*((?:todo|tbd|fixme)\b.*|lorem ipsum\b.*)$/gim;

/** A line that begins with such a word; a row of dots in a text is style. */
function inBody({ masked, front }: PostView): readonly Remark[] {
  LINE.lastIndex = front.bodyFrom;
  return [...masked.matchAll(LINE)].map((match) => ({
    at: match.index + match[0].indexOf(match[1] ?? ''),
    message: `The text still says "${(match[1] ?? '').slice(0, 40)}".`,
    detail: { value: (match[1] ?? '').slice(0, 40) },
  }));
}
