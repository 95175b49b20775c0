// Owns: which images a reference that leads nowhere may have meant.
// Must not know: posts, or how a reference is written.

const MOST = 5;

const nameOf = (path: string): string =>
  path
    .slice(path.lastIndexOf('/') + 1)
    .normalize('NFC')
    .toLowerCase();
const stemOf = (name: string): string => name.replace(/\.[^.]+$/, '').replace(/[\s_-]+/g, '-');

/**
 * Gives a function from a broken path to the images it may have meant: those of the same name elsewhere first, then those of the same
 * name in another format or with other separators; nearer folders first.
 */
export function imageSuggester(images: readonly string[]): (path: string) => readonly string[] {
  const byName = new Map<string, string[]>();
  const byStem = new Map<string, string[]>();
  for (const image of images) {
    const name = nameOf(image);
    add(byName, name, image);
    add(byStem, stemOf(name), image);
  }
  return (path) => {
    const name = nameOf(path);
    const near = (a: string, b: string): number => sharedParts(path, b) - sharedParts(path, a);
    const same = [...(byName.get(name) ?? [])].sort(near);
    const alike = [...(byStem.get(stemOf(name)) ?? [])].sort(near);
    return [...new Set([...same, ...alike])].slice(0, MOST);
  };
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** How many folders the two paths have in common. */
function sharedParts(one: string, other: string): number {
  const a = one.split('/');
  const b = other.split('/');
  let same = 0;
  while (same < a.length - 1 && a[same] === b[same]) same++;
  return same;
}
