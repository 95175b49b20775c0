// Owns: the set of extensions that every open post's editor state is made of.
// Must not know: files, the host, React.
import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { history } from '@codemirror/commands';
import { bracketMatching, indentUnit } from '@codemirror/language';
import { highlightSelectionMatches, search } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  dropCursor,
  EditorView,
  highlightSpecialChars,
  keymap,
  tooltips,
  type ViewUpdate,
} from '@codemirror/view';
import { frontMatterFolding } from './front-matter-fold.ts';
import { frontMatterField } from './front-matter-state.ts';
import { editorKeys } from './keys.ts';
import { postLanguage } from './language.ts';
import { lineStyles } from './line-styles.ts';
import { editorPhrases } from './phrases.ts';
import { steadyCaret } from './steady-caret.ts';
import { editorTheme } from './theme.ts';

export interface EditorOptions {
  /** A word of the `post` namespace. */
  readonly word: (key: string, values?: Readonly<Record<string, string | number>>) => string;
  readonly onUpdate: (update: ViewUpdate) => void;
  readonly images: Extension;
}

export function postExtensions({ word, onUpdate, images }: EditorOptions): Extension {
  return [
    frontMatterField,
    postLanguage(),
    frontMatterFolding((keys) => word('editor.frontMatterFolded', { count: keys })),
    history(),
    drawSelection(),
    steadyCaret,
    dropCursor(),
    highlightSpecialChars(),
    EditorState.allowMultipleSelections.of(true),
    indentUnit.of('  '),
    bracketMatching(),
    closeBrackets(),
    keymap.of(closeBracketsKeymap),
    highlightSelectionMatches({ minSelectionLength: 2 }),
    search({ top: true }),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': word('editor.label'), spellcheck: 'true' }),
    // In the page, not in the column, which would cut them off at its edges.
    tooltips({ parent: document.body }),
    editorPhrases(word),
    editorKeys,
    lineStyles,
    editorTheme,
    images,
    EditorView.updateListener.of(onUpdate),
  ];
}
