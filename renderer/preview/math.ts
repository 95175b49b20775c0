// Owns: setting formulas in the page: finds them in clean nodes and draws them with KaTeX, loaded when the first one is seen.
// Must not know: how kramdown writes math beyond its delimiters, or where nodes are shown.
import type { KatexOptions } from 'katex';

type Katex = (formula: string, element: HTMLElement, options: KatexOptions) => void;

export interface MathSetter {
  /** Sets the formulas below `node` now if KaTeX is there; else loads it and calls `onReady` once. */
  set(node: ParentNode): void;
}

/** kramdown gives `\(…\)` and `\[…\]` as text. */
const FORMULA = /\\\(([\s\S]+?)\\\)|\\\[([\s\S]+?)\\\]/g;
const NOT_INSIDE = new Set(['CODE', 'PRE', 'KBD', 'SAMP', 'TT', 'SCRIPT', 'STYLE', 'TEXTAREA']);

export function createMathSetter(options: {
  readonly load: () => Promise<Katex>;
  readonly onReady: () => void;
}): MathSetter {
  let katex: Katex | null = null;
  let loading = false;

  const load = async (): Promise<void> => {
    if (loading) return;
    loading = true;
    try {
      katex = await options.load();
      options.onReady();
    } catch {
      // Formulas stay as they are written; the next one tries again.
      loading = false;
    }
  };

  return {
    set(node) {
      const texts = formulaTexts(node);
      if (texts.length === 0) return;
      if (!katex) {
        void load();
        return;
      }
      for (const text of texts) setText(text, katex);
    },
  };
}

function formulaTexts(root: ParentNode): Text[] {
  const found: Text[] = [];
  const walk = (node: Node): void => {
    if (node.nodeType === 3) {
      const text = node as Text; // 3 is TEXT_NODE
      FORMULA.lastIndex = 0;
      if (text.data.includes('\\') && FORMULA.test(text.data)) found.push(text);
      return;
    }
    if (NOT_INSIDE.has(node.nodeName)) return;
    for (const child of node.childNodes) walk(child);
  };
  for (const child of root.childNodes) walk(child);
  return found;
}

function setText(text: Text, katex: Katex): void {
  const { ownerDocument: document, data } = text;
  const parts: Node[] = [];
  let at = 0;
  for (const match of data.matchAll(FORMULA)) {
    if (match.index > at) parts.push(document.createTextNode(data.slice(at, match.index)));
    const block = match[2] !== undefined;
    const element = document.createElement('span');
    element.className = block ? 'galley-math galley-math-block' : 'galley-math';
    element.setAttribute('data-formula', match[0]);
    katex(match[1] ?? match[2] ?? '', element, {
      displayMode: block,
      throwOnError: false,
      trust: false,
      strict: 'ignore',
      maxExpand: 500,
      maxSize: 30,
    });
    parts.push(element);
    at = match.index + match[0].length;
  }
  if (at < data.length) parts.push(document.createTextNode(data.slice(at)));
  text.replaceWith(...parts);
}
