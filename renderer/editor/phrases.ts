// Owns: the list of CodeMirror's own phrases, so that its panels speak the page's language.
// Must not know: any language.
import { EditorState, type Extension } from '@codemirror/state';

/** CodeMirror's English phrase -> key of the `post` namespace below `editor.`. */
const PHRASES: Readonly<Record<string, string>> = {
  Find: 'find',
  Replace: 'replaceWith',
  next: 'next',
  previous: 'previous',
  all: 'all',
  'match case': 'matchCase',
  'by word': 'byWord',
  regexp: 'regexp',
  replace: 'replace',
  'replace all': 'replaceAll',
  close: 'close',
  'current match': 'currentMatch',
  'on line': 'onLine',
  'replaced match on line $': 'replacedOnLine',
  'replaced $ matches': 'replacedMatches',
  'Go to line': 'goToLine',
  go: 'go',
  Diagnostics: 'diagnostics',
  'No diagnostics': 'noDiagnostics',
  Completions: 'completions',
  'Control character': 'controlCharacter',
  '$ unchanged lines': 'unchangedLines',
  'Revert this chunk': 'revertChunk',
  Accept: 'accept',
  Reject: 'reject',
  'folded code': 'foldedCode',
  unfold: 'unfold',
  'Folded lines': 'foldedLines',
  'Unfolded lines': 'unfoldedLines',
  to: 'to',
};

export function editorPhrases(word: (key: string) => string): Extension {
  return EditorState.phrases.of(
    Object.fromEntries(Object.entries(PHRASES).map(([phrase, key]) => [phrase, word(`editor.${key}`)])),
  );
}
