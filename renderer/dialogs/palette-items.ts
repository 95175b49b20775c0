// Owns: what the palette offers for what was typed: posts and commands, best first.
// Must not know: how an offer is drawn or carried out.
import type { CommandId } from '#contract/commands.ts';
import { findTyped } from '#core/hangul.ts';
import type { PostEntry } from '#core/journal/entry.ts';

export type Offer =
  | { readonly kind: 'post'; readonly entry: PostEntry; readonly at: number }
  | { readonly kind: 'command'; readonly id: CommandId; readonly label: string; readonly at: number };

export interface Offered {
  readonly id: CommandId;
  readonly label: string;
}

const limit = 60;

/** A command prefix asks for commands only, as many programs do it. */
export const commandSign = '>';

/** Offers for the typed words; with nothing typed, posts in the given order (the newest first) or all commands. */
export function offersFor(
  typed: string,
  scope: 'posts' | 'commands',
  posts: readonly PostEntry[],
  commands: readonly Offered[],
): readonly Offer[] {
  const onlyCommands = scope === 'commands' || typed.startsWith(commandSign);
  const words = (typed.startsWith(commandSign) ? typed.slice(1) : typed).trim().split(/\s+/).filter(Boolean);
  const found: Offer[] = [];
  for (const { id, label } of commands) {
    const at = rank(label, [], words);
    if (at !== null && (onlyCommands || words.length > 0)) found.push({ kind: 'command', id, label, at });
  }
  const postOffers: Offer[] = [];
  if (!onlyCommands || words.length > 0) {
    for (const entry of posts) {
      const at = rank(entry.title, [entry.slug, ...entry.tags, ...entry.categories], words);
      if (at !== null) postOffers.push({ kind: 'post', entry, at });
      if (words.length === 0 && postOffers.length >= limit) break;
    }
  }
  const all = scope === 'commands' ? [...found, ...postOffers] : [...postOffers, ...found];
  // Sorting keeps the order of equals: the newest post, the command's place in its menu, the scope's own kind first.
  return (words.length === 0 ? all : all.sort((a, b) => a.at - b.at)).slice(0, limit);
}

/** How well the words fit: 0 best; null: not at all. A hit at the title's start is better than one within it or beside it. */
function rank(title: string, others: readonly string[], words: readonly string[]): number | null {
  let sum = 0;
  for (const word of words) {
    const hit = findTyped(title, word);
    if (hit !== null) sum += Math.min(hit.from, 50);
    else if (others.some((other) => findTyped(other, word) !== null)) sum += 100;
    else return null;
  }
  return sum;
}
