// Filters of lists as Jekyll has them: sorting, grouping, and what they give for a value that is no list.
// Must not know pages, sites or Markdown.
import type { Liquid } from 'liquidjs';

type Plain = (this: unknown, input: unknown, ...args: unknown[]) => unknown;

// Given something that is neither list nor map, these hand it on.
const handOn = 'where where_exp group_by group_by_exp find find_exp push pop shift unshift'.split(' ');

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The value at a dotted path, or null. */
function property(item: unknown, path: string): unknown {
  let value = item;
  for (const key of path.split('.')) value = isObject(value) ? value[key] : null;
  return value ?? null;
}

/** Numbers written as text sort as numbers. */
function sortKey(value: unknown): unknown {
  return typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Jekyll's `sort`: by a property when one is named; what has none comes first, or last when that is asked for. */
function sortList(input: unknown, path: unknown, nils: unknown): unknown {
  if (!Array.isArray(input)) return input;
  const key = (item: unknown): unknown => sortKey(path === undefined ? item : property(item, String(path)));
  const rank = (value: unknown): number =>
    value === null || value === undefined ? (nils === 'last' ? 1 : -1) : 0;
  return input
    .map((item): readonly [unknown, unknown] => [key(item), item])
    .sort(([a], [b]) => rank(a) - rank(b) || (rank(a) === 0 ? compare(a, b) : 0))
    .map(([, item]) => item);
}

/** Groups with the number of their items. */
function withSizes(groups: unknown): unknown {
  if (!Array.isArray(groups)) return groups;
  return groups.map((group: { readonly items?: readonly unknown[] }) => ({
    ...group,
    size: group.items?.length ?? 0,
  }));
}

/** Registers the filters on an engine that has liquidjs's own. */
export function registerArrayFilters(engine: Liquid): void {
  engine.registerFilter('sort', sortList);
  const ends = { first: 0, last: -1 };
  for (const [name, at] of Object.entries(ends)) {
    engine.registerFilter(name, (input: unknown) => (Array.isArray(input) ? (input.at(at) ?? null) : ''));
  }
  engine.registerFilter('group_by', (input: unknown, path: unknown) => {
    if (!Array.isArray(input)) return input;
    const groups = new Map<string, unknown[]>();
    for (const item of input) {
      const name = String(property(item, String(path)) ?? '');
      const known = groups.get(name);
      if (known === undefined) groups.set(name, [item]);
      else known.push(item);
    }
    return [...groups].map(([name, items]) => ({ name, items, size: items.length }));
  });
  for (const name of handOn) {
    const filter = engine.filters[name];
    if (typeof filter !== 'function') continue;
    const own = filter as unknown as Plain; // called with its own `this`
    // liquidjs's own may be generators; yielding waits for their value.
    engine.registerFilter(name, function* (this: unknown, input: unknown, ...args: unknown[]) {
      if (!isObject(input)) return input;
      const out: unknown = yield own.call(this, input, ...args);
      if (name === 'group_by_exp') return withSizes(out);
      return name.startsWith('find') ? (out ?? null) : out;
    });
  }
}
