// Owns: gray-matter with our engines: the values of a file's front matter where nobody asks for places.
// Must not know: what a blog does with the values. Code in front matter is never run.
import matter from 'gray-matter';
import { matterEngines } from '#core/frontmatter/index.ts';

export interface MatterValues {
  readonly data: Readonly<Record<string, unknown>>;
  /** The text after the block. */
  readonly body: string;
  /** Why the block cannot be read; its values are none then. */
  readonly refused: string | null;
}

// gray-matter wants an object that it may change.
const engines = { ...matterEngines };

// A word after the dashes would name another language.
const OPENER = /^\uFEFF?---[ \t]*\r?\n/u;

/** The values of YAML (`---`) front matter, as Jekyll takes it; null where the text has none. */
export function matterValues(text: string): MatterValues | null {
  if (!OPENER.test(text)) return null;
  try {
    // With options: without any it keeps every text that it ever read.
    const { data, content } = matter(text, { engines, language: 'yaml' });
    return { data, body: content, refused: null };
  } catch (error) {
    return { data: {}, body: '', refused: error instanceof Error ? error.message : String(error) };
  }
}
