// Owns: a journal's rules as a person writes them: keys with commas between, values as lines of front matter.
// Must not know: where rules are kept or what they are for.
import { type FieldValue, inferStyle, newPostText, readFrontMatter } from '#core/frontmatter/index.ts';

type Fresh = Readonly<Record<string, FieldValue>>;

/** `a, b c` -> `['a', 'b c']`; twice the same is once. */
export function readKeys(text: string): readonly string[] {
  const keys = text
    .split(/[,\n]/)
    .map((key) => key.trim())
    .filter((key) => key !== '');
  return [...new Set(keys)];
}

export const showKeys = (keys: readonly string[]): string => keys.join(', ');

/** The values as lines of front matter. */
export function showFresh(fresh: Fresh): string {
  const text = newPostText(
    Object.entries(fresh).map(([key, value]) => ({ key, value })),
    inferStyle([]),
  );
  const { content } = readFrontMatter(text);
  return content === null ? '' : text.slice(content.from, content.to).trimEnd();
}

/** Reads such lines; null where they are none. */
export function readFresh(text: string): Fresh | null {
  if (text.trim() === '') return {};
  const { data, problems, block, bodyFrom } = readFrontMatter(`---\n${text}\n---\n`);
  const whole = block !== null && bodyFrom === text.length + '---\n\n---\n'.length;
  if (!whole || problems.length > 0) return null;
  const read: Record<string, FieldValue> = {};
  for (const [key, value] of Object.entries(data)) {
    if (!isValue(value)) return null;
    read[key] = value;
  }
  return read;
}

function isValue(value: unknown): value is FieldValue {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true;
  return typeof value === 'object' && Object.values(value).every(isValue);
}
