// Owns: which key runs which editing command inside the editor.
// Must not know: menus and the palette (they run the same commands by name), or what commands do.
import { defaultKeymap, historyKeymap, indentLess, indentMore, indentWithTab } from '@codemirror/commands';
import { lintKeymap } from '@codemirror/lint';
import { searchKeymap } from '@codemirror/search';
import { Prec } from '@codemirror/state';
import { type KeyBinding, keymap } from '@codemirror/view';
import { toggleFrontMatter } from './front-matter-fold.ts';
import { cycleHeading, toggleList, toggleQuote } from './lines.ts';
import { toggleLink } from './link.ts';
import { toggleBold, toggleCode, toggleItalic, toggleStrike } from './marks.ts';

const formatKeys: readonly KeyBinding[] = [
  { key: 'Mod-b', run: toggleBold, preventDefault: true },
  { key: 'Mod-i', run: toggleItalic, preventDefault: true },
  { key: 'Mod-e', run: toggleCode, preventDefault: true },
  { key: 'Mod-Shift-k', run: toggleLink, preventDefault: true },
  { key: 'Mod-Shift-x', run: toggleStrike, preventDefault: true },
  { key: 'Mod-Shift-h', run: cycleHeading, preventDefault: true },
  { key: 'Mod-Shift-.', run: toggleQuote, preventDefault: true },
  { key: 'Mod-Shift-8', run: toggleList, preventDefault: true },
  { key: 'Mod-Alt-y', run: toggleFrontMatter, preventDefault: true },
  { key: 'Mod-]', run: indentMore },
  { key: 'Mod-[', run: indentLess },
];

/** Keys that the page as a whole uses: the editor must let them pass. */
const FRAME_KEYS = new Set(['Mod-Enter', 'Mod-s', 'Mod-p', 'Mod-Shift-p']);

export const editorKeys = [
  Prec.high(keymap.of([...formatKeys])),
  keymap.of(
    [...searchKeymap, ...historyKeymap, ...lintKeymap, ...defaultKeymap, indentWithTab].filter(
      (binding) => binding.key === undefined || !FRAME_KEYS.has(binding.key),
    ),
  ),
];
