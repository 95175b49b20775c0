// Owns: reading and writing keys: does this event press `Mod+Shift+P`, and how is it shown to a person.
// Must not know: what a key does.
import type { Command } from '#contract/commands.ts';

/** The part of a KeyboardEvent that decides. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** True while a syllable is being composed: such a key belongs to the input method, never to us. */
export function isComposing(event: { readonly isComposing: boolean; readonly keyCode: number }): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Does the event press these keys? Letters go by the key, and by its place where the layout is not Latin. */
export function pressed(event: KeyPress, keys: string, mac: boolean): boolean {
  const parts = keys.split('+');
  const last = parts.at(-1) ?? '';
  const wants = (name: string): boolean => parts.includes(name);
  const mod = mac ? event.metaKey : event.ctrlKey;
  const other = mac ? event.ctrlKey : event.metaKey;
  if (mod !== wants('Mod') || other || event.altKey !== wants('Alt') || event.shiftKey !== wants('Shift')) {
    return false;
  }
  if (event.key.toLowerCase() === last.toLowerCase()) return true;
  const latin = /^[\x20-\x7e]$/.test(event.key) && !event.altKey; // Alt types other letters on macOS
  if (latin && !/^\d$/.test(last)) return false;
  return event.code === (/^[A-Z]$/.test(last) ? `Key${last}` : /^\d$/.test(last) ? `Digit${last}` : '');
}

const macSigns: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' };
const macOrder = ['Alt', 'Shift', 'Mod'];
const names: Readonly<Record<string, string>> = { PageDown: 'PgDn', PageUp: 'PgUp', Delete: 'Del' };

/** `Mod+Shift+P` as `⇧⌘P` or `Ctrl+Shift+P`. */
export function showKeys(keys: string, mac: boolean): string {
  const parts = keys.split('+');
  const last = parts.pop() ?? '';
  const name = names[last] ?? last;
  if (!mac) return [...parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)), name].join('+');
  return (
    macOrder
      .filter((part) => parts.includes(part))
      .map((part) => macSigns[part])
      .join('') + name
  );
}

/** The keys of a command in this shell. */
export function keysOf(command: Command, inBrowser: boolean): readonly string[] {
  return inBrowser ? (command.browserKeys ?? command.keys) : command.keys;
}
