// Owns: the page that ours is held against: CodeMirror 6 with its basic setup and Markdown, nothing beside it.
// Must not know: Galley.
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { languages } from '@codemirror/language-data';
import { basicSetup, EditorView } from 'codemirror';

const sheet = document.createElement('style');
sheet.textContent =
  'html, body { margin: 0; height: 100% } .cm-editor { height: 100vh; width: 640px; font-size: 15px } .cm-content { line-height: 1.6 }';
document.head.append(sheet);

/** Called by the bench with the text. */
function show(doc: string): void {
  new EditorView({
    doc,
    extensions: [
      basicSetup,
      markdown({ base: markdownLanguage, codeLanguages: languages }),
      EditorView.lineWrapping,
    ],
    parent: document.body,
  });
}

Object.assign(window, { show });
