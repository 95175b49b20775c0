// Owns: a whole post in another generator's form: front matter, Liquid, body, paths; and what is lost on the way.
// Must not know: files; what exists and where things go is asked through functions.
import { readFrontMatter } from '#core/frontmatter/index.ts';
import { findReferences } from '#core/images/references.ts';
import type { Reference, ReferenceBase } from '#core/images/types.ts';
import type { PostEntry } from '#core/journal/entry.ts';
import type { KramdownOptions } from '#core/kramdown/index.ts';
import type { LiquidRenderer } from '#core/liquid/index.ts';
import type { TargetSettings, TargetSite } from '#core/targets/types.ts';
import { normaliseText, restoreText } from '#core/text.ts';
import { translateBody } from './body.ts';
import { hasBraces, keepBraces } from './braces.ts';
import { translateMatter } from './front-matter.ts';
import { printLiquid } from './liquid.ts';
import { referenceEdit, rewriteReferences } from './references.ts';
import type { Loss } from './types.ts';

/** What the translation of posts of one journal into one target has in common. */
export interface Translation {
  readonly site: TargetSite;
  readonly settings: TargetSettings;
  readonly liquid: LiquidRenderer;
  readonly kramdown: KramdownOptions;
  /** IANA zone of the journal. */
  readonly zone: string;
}

export interface PostTask {
  readonly text: string;
  readonly entry: PostEntry;
  readonly base: ReferenceBase;
  /** How the target spells the way to what a path of the journal means; null where it stays. */
  readonly destination: (
    path: string,
    reference: Reference,
    losses: Loss[],
    line: number | null,
  ) => string | null;
}

export interface TranslatedPost {
  readonly text: string;
  readonly losses: readonly Loss[];
}

/** Translates one post. Line ends and a byte order mark stay as they are. */
export function translatePost(
  { text: raw, entry, base, destination }: PostTask,
  translation: Translation,
): TranslatedPost {
  const { site, settings, liquid, kramdown, zone } = translation;
  const original = normaliseText(raw);
  const { text } = original;
  const { bodyFrom, data } = readFrontMatter(text, { generator: 'jekyll' });
  const losses: Loss[] = [];
  const firstLine = text.slice(0, bodyFrom).split('\n').length;
  const inFile = (loss: Loss, lineOf = (line: number): number => line): Loss =>
    loss.line === null ? loss : { ...loss, line: lineOf(loss.line) + firstLine };

  const printed = printLiquid(text.slice(bodyFrom), liquid, { entry, frontMatter: data });
  losses.push(...printed.losses.map((loss) => inFile(loss)));
  const translated = translateBody(printed.text, kramdown, site.markdown);
  losses.push(...translated.losses.map((loss) => inFile(loss, printed.lineOf)));
  const referenceLosses: Loss[] = [];
  const placed = rewriteReferences(translated.text, base, (path, reference) =>
    destination(path, reference, referenceLosses, lineIn(text, bodyFrom, reference)),
  );
  losses.push(...referenceLosses);
  const braceLosses: Loss[] = [];
  const body = keepBraces(placed, site.generator, braceLosses);
  losses.push(...braceLosses.map((loss) => inFile(loss)));

  const image = (written: string): string | null => {
    const block = `---\nimage: ${JSON.stringify(written)}\n---\n`;
    const reference = findReferences(block).find(({ kind }) => kind === 'front-matter');
    if (reference === undefined) return null;
    const edit = referenceEdit(block, reference, base, (path, each) => destination(path, each, losses, null));
    return edit?.insert ?? null;
  };
  const braces = hasBraces(body);
  const head = translateMatter(
    { text: text.slice(0, bodyFrom) + body, entry, site, settings, zone, braces, image },
    losses,
  );
  const whole = keepEnd(head, text);
  return { text: restoreText(original, whole), losses: inOrder(losses) };
}

/** The line of a reference in the post, found by what it says: the body's own lines may have moved. */
function lineIn(text: string, bodyFrom: number, { path }: Reference): number | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const at = name === '' ? -1 : text.indexOf(name, bodyFrom);
  return at < 0 ? null : text.slice(0, at).split('\n').length;
}

/** A text that ended without a line end still does. */
function keepEnd(text: string, original: string): string {
  return original.endsWith('\n') || !text.endsWith('\n') ? text : text.replace(/\n$/, '');
}

function inOrder(losses: readonly Loss[]): readonly Loss[] {
  const seen = new Set<string>();
  return [...losses]
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
    .filter((loss) => {
      const key = JSON.stringify(loss);
      return !seen.has(key) && seen.add(key);
    });
}
