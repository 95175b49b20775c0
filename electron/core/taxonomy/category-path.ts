// Owns: what a wish about categories makes of a post's list of categories, and by which small steps.
// Must not know: front matter, folders, or posts.
import { sameName } from './own-names.ts';
import type { CategoryPath } from './types.ts';

/** A list of categories before and after. The first `fromLength` names before are what became the first `toLength` after. */
export interface CategoryMove {
  readonly before: CategoryPath;
  readonly after: CategoryPath;
  readonly from: CategoryPath;
  readonly to: CategoryPath;
}

/** What becomes of `categories`; null where the wish does not concern them or changes nothing. */
export function moveIn(
  categories: CategoryPath,
  wish: {
    readonly from: readonly CategoryPath[];
    readonly to: CategoryPath;
    readonly everywhere: boolean;
  },
): CategoryMove | null {
  const found = wish.everywhere ? nameIn(categories, wish.from) : pathIn(categories, wish.from);
  if (found === null) return null;
  const from = categories.slice(0, found);
  const to = wish.everywhere ? [...from.slice(0, -1), ...wish.to] : wish.to;
  const after = [...new Set([...to, ...categories.slice(found)])];
  if (after.length === categories.length && after.every((name, at) => name === categories[at])) return null;
  return { before: categories, after, from, to };
}

function pathIn(categories: CategoryPath, from: readonly CategoryPath[]): number | null {
  // The longest: `a > b` before `a`.
  const lengths = from
    .filter((path) => path.length > 0 && path.length <= categories.length)
    .filter((path) => path.every((name, at) => sameName(name, categories[at] ?? '')))
    .map((path) => path.length);
  return lengths.length === 0 ? null : Math.max(...lengths);
}

function nameIn(categories: CategoryPath, from: readonly CategoryPath[]): number | null {
  const at = categories.findIndex((name) => from.some(([wanted = '']) => sameName(wanted, name)));
  return at < 0 ? null : at + 1;
}

/** One small step on a list of names. */
export type Step =
  | { readonly kind: 'replace'; readonly name: string; readonly by: string }
  | { readonly kind: 'remove'; readonly name: string }
  /** Put `name` before, or right behind, the name `at`. */
  | { readonly kind: 'insert'; readonly name: string; readonly at: string; readonly behind: boolean };

/** The steps from one path to another: what is equal at both ends stays, the rest is paired from the end. */
export function stepsOf({ from, to }: Pick<CategoryMove, 'from' | 'to'>): readonly Step[] {
  let head = 0;
  while (head < Math.min(from.length, to.length) && from[head] === to[head]) head++;
  let tail = 0;
  const room = Math.min(from.length, to.length) - head;
  while (tail < room && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail++;
  const old = from.slice(head, from.length - tail);
  const now = to.slice(head, to.length - tail);
  const pairs = Math.min(old.length, now.length);
  const steps: Step[] = old.slice(0, old.length - pairs).map((name): Step => ({ kind: 'remove', name }));
  const added = now.slice(0, now.length - pairs);
  const next = old[old.length - pairs] ?? from[head + old.length];
  const last = from[head - 1];
  // Inserted names come one by one, so those behind a name are put there last first.
  if (next !== undefined)
    for (const name of added) steps.push({ kind: 'insert', name, at: next, behind: false });
  else if (last !== undefined)
    for (const name of [...added].reverse()) steps.push({ kind: 'insert', name, at: last, behind: true });
  old.slice(old.length - pairs).forEach((name, at) => {
    steps.push({ kind: 'replace', name, by: now[now.length - pairs + at] ?? name });
  });
  return steps;
}

/** Makes the steps on the names that one place of a post gives. A name that stands there already is not put there again. */
export function makeSteps(names: readonly string[], steps: readonly Step[]): readonly string[] {
  let out = [...names];
  for (const step of steps) {
    if (step.kind === 'remove') out = out.filter((name) => !sameName(name, step.name));
    else if (step.kind === 'replace') {
      const there = out.some((name) => name === step.by);
      out = out.flatMap((name) => {
        if (name === step.by || !sameName(name, step.name)) return [name];
        return there ? [] : [step.by];
      });
    } else if (!out.includes(step.name)) {
      const at = out.findIndex((name) => sameName(name, step.at));
      if (at >= 0) out.splice(step.behind ? at + 1 : at, 0, step.name);
    }
  }
  return out;
}
