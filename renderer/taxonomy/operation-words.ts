// Owns: what a wish is called, as a sentence of the catalogue with its facts.
// Must not know: how a sentence is shown.
import type { Operation } from '#core/taxonomy/types.ts';
import type { Words } from '../state/model.ts';
import { shownPath } from './items.ts';

/** The name of a wish. */
export function wordsOf(operation: Operation): Words {
  switch (operation.op) {
    case 'tags':
      return wordsOfTags(operation.from, operation.to);
    case 'categories':
      return wordsOfCategories(operation);
    case 'tag-to-category':
      return {
        key: 'taxonomy.wish.tagToCategory',
        facts: { from: operation.tag, to: shownPath(operation.to) },
      };
    case 'category-to-tag':
      return {
        key: 'taxonomy.wish.categoryToTag',
        facts: { from: shownPath(operation.from), to: operation.to },
      };
    case 'key': {
      const { change } = operation;
      if (change.op === 'remove') return { key: 'taxonomy.wish.removeKey', facts: { key: change.key } };
      const value = typeof change.value === 'string' ? change.value : JSON.stringify(change.value);
      return { key: 'taxonomy.wish.setKey', facts: { key: change.key, value } };
    }
  }
}

function wordsOfTags(from: readonly string[], to: readonly string[]): Words {
  const facts = { from: from.join(', '), to: to.join(', '), count: from.length };
  if (to.length === 0) return { key: 'taxonomy.wish.deleteTag', facts };
  if (to.length > 1) return { key: 'taxonomy.wish.splitTag', facts };
  return { key: from.length > 1 ? 'taxonomy.wish.mergeTags' : 'taxonomy.wish.renameTag', facts };
}

function wordsOfCategories({ from, to, everywhere }: Extract<Operation, { op: 'categories' }>): Words {
  const [first = []] = from;
  const facts = { from: from.map(shownPath).join(', '), to: shownPath(to), count: from.length };
  if (everywhere ? to.length === 0 : to.length < first.length && to.every((name, at) => name === first[at]))
    return { key: 'taxonomy.wish.deleteCategory', facts };
  if (from.length > 1) return { key: 'taxonomy.wish.mergeCategories', facts };
  return { key: to.length === 0 ? 'taxonomy.wish.deleteCategory' : 'taxonomy.wish.moveCategory', facts };
}
