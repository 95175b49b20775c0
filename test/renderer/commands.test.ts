// Tests of the table of commands, its keys and its words.
// Must not know: what a command does.
import { describe, expect, test } from 'vitest';
import { commandWords } from '#contract/command-words.ts';
import { commandList } from '#contract/commands.ts';
import { type KeyPress, keysOf, pressed, showKeys } from '../../renderer/keys.ts';

describe('the table', () => {
  test('names each command once, in both languages', () => {
    const ids = commandList.map((command) => command.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const words of Object.values(commandWords)) {
      expect(Object.keys(words.commands).sort()).toEqual([...ids].sort());
      expect(Object.values(words.commands).every((word) => word.trim() !== '')).toBe(true);
    }
  });

  test.each([true, false])('gives no key to two commands (in a browser: %s)', (inBrowser) => {
    const keys = commandList.flatMap((command) => keysOf(command, inBrowser));
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  test('asks nothing of a browser that it keeps for itself', () => {
    const kept = ['Mod+N', 'Mod+T', 'Mod+W', 'Mod+Shift+N', 'Mod+Shift+T', 'Mod+Shift+W', 'Mod+Q'];
    const keys = commandList.flatMap((command) => keysOf(command, true));
    expect(keys.filter((key) => kept.includes(key))).toEqual([]);
  });
});

describe('keys', () => {
  const press = (key: string, code: string, mods: Partial<KeyPress> = {}): KeyPress => ({
    key,
    code,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...mods,
  });

  test('are pressed with exactly their modifiers', () => {
    const save = press('s', 'KeyS', { ctrlKey: true });
    expect(pressed(save, 'Mod+S', false)).toBe(true);
    expect(pressed(save, 'Mod+S', true)).toBe(false);
    expect(pressed(press('s', 'KeyS', { metaKey: true }), 'Mod+S', true)).toBe(true);
    expect(pressed(press('S', 'KeyS', { ctrlKey: true, shiftKey: true }), 'Mod+S', false)).toBe(false);
    expect(pressed(press('s', 'KeyS'), 'Mod+S', false)).toBe(false);
  });

  test('go by place on a Korean layout and by letter on another Latin one', () => {
    expect(pressed(press('ㅔ', 'KeyP', { ctrlKey: true }), 'Mod+P', false)).toBe(true);
    expect(pressed(press('l', 'KeyP', { ctrlKey: true }), 'Mod+P', false)).toBe(false);
    expect(pressed(press('p', 'KeyR', { ctrlKey: true }), 'Mod+P', false)).toBe(true);
  });

  test('with Alt go by place, where macOS types another letter', () => {
    expect(pressed(press('¡', 'Digit1', { metaKey: true, altKey: true }), 'Mod+Alt+1', true)).toBe(true);
    expect(pressed(press('®', 'KeyR', { metaKey: true, altKey: true }), 'Mod+Alt+R', true)).toBe(true);
  });

  test('are shown as each system writes them', () => {
    expect(showKeys('Mod+Shift+P', false)).toBe('Ctrl+Shift+P');
    expect(showKeys('Mod+Shift+P', true)).toBe('⇧⌘P');
    expect(showKeys('Alt+PageDown', false)).toBe('Alt+PgDn');
    expect(showKeys('F2', true)).toBe('F2');
  });
});
