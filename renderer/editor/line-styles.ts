// Owns: which visible lines stand in the monospaced face: the front matter block and code.
// Must not know: colours, or any other meaning of the text.
import { syntaxTree } from '@codemirror/language';
import { type Range, RangeSet } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';

const frontMatterLine = Decoration.line({ class: 'cm-front-matter-line' });
const codeLine = Decoration.line({ class: 'cm-code-line' });

/** Front matter and code keep a monospaced face in the reading setting too. */
export const lineStyles = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = build(view);
    }

    update(update: ViewUpdate): void {
      if (
        update.docChanged ||
        update.viewportChanged ||
        syntaxTree(update.startState) !== syntaxTree(update.state)
      ) {
        this.decorations = build(update.view);
      }
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function build(view: EditorView): DecorationSet {
  const lines: Range<Decoration>[] = [];
  const { doc } = view.state;
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(view.state).iterate({
      from,
      to,
      enter(node) {
        const style =
          node.name === 'FrontMatter'
            ? frontMatterLine
            : node.name === 'FencedCode' || node.name === 'CodeBlock'
              ? codeLine
              : null;
        if (!style) return;
        for (let at = Math.max(node.from, from); at <= Math.min(node.to, to); ) {
          const line = doc.lineAt(at);
          lines.push(style.range(line.from));
          at = line.to + 1;
        }
        return false;
      },
    });
  }
  return RangeSet.of(lines, true);
}
