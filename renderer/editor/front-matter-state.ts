// Owns: the front matter of the open text as part of the editor's state, read again only when its bytes may have changed.
// Must not know: forms, lint or how front matter is parsed.
import { type EditorState, StateField, type Text, type Transaction } from '@codemirror/state';
import { type FrontMatter, readFrontMatter } from '#core/frontmatter/index.ts';

/** Blocks reach 8 KB in real blogs; this much of the text is read first, and all of it only if the block goes on. */
const HEAD = 32_768;

export const frontMatterField = StateField.define<FrontMatter>({
  create: (state) => readHead(state.doc),
  update: (value, transaction) => (mayChange(value, transaction) ? readHead(transaction.newDoc) : value),
});

export const frontMatterOf = (state: EditorState): FrontMatter => state.field(frontMatterField);

function mayChange(value: FrontMatter, transaction: Transaction): boolean {
  if (!transaction.docChanged) return false;
  // Without a closed block any line may become its fence.
  if (value.block === null) return transaction.startState.doc.length < HEAD || touchesHead(transaction, HEAD);
  return touchesHead(transaction, value.bodyFrom);
}

const touchesHead = (transaction: Transaction, until: number): boolean =>
  transaction.changes.touchesRange(0, until) !== false;

function readHead(doc: Text): FrontMatter {
  if (doc.length <= HEAD) return readFrontMatter(doc.toString());
  const head = readFrontMatter(doc.sliceString(0, HEAD));
  const open = head.block === null && head.problems.some((problem) => problem.code === 'unclosed-block');
  return open ? readFrontMatter(doc.toString()) : head;
}
