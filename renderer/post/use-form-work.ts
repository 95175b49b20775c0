// Owns: what the form can do with the open post: change it, find pictures, show a place in the text.
// Must not know: how the form looks.
import { redo, undo } from '@codemirror/commands';
import { useEffect, useMemo, useState } from 'react';
import {
  emptyFrontMatter,
  inferStyle,
  patch,
  type Reason,
  readFrontMatter,
} from '#core/frontmatter/index.ts';
import { applyEdits } from '#core/text.ts';
import { addBlock, changeFrontMatter, type FormTarget } from '../form/change.ts';
import type { FormWork } from '../form/context.ts';
import { formModel } from '../form/model.ts';
import { imageTarget } from '../preview/address.ts';
import type { Desk } from './desk.ts';
import type { PostViewProps } from './post-view.ts';

export interface FormActions {
  readonly work: FormWork;
  readonly addBlock: (title: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

export function useFormWork(
  desk: Desk,
  client: PostViewProps['client'],
  entries: PostViewProps['entries'],
  path: string | null,
  config: Readonly<Record<string, unknown>>,
): FormActions {
  const [refusals, setRefusals] = useState<ReadonlyMap<string, Reason>>(new Map());
  const model = useMemo(() => formModel(entries, config), [entries, config]);
  const readOnly = desk.current()?.runner.session().readOnly ?? false;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was refused in one post says nothing of the next
  useEffect(() => setRefusals(new Map()), [path]);

  return useMemo(() => {
    const target: FormTarget = { state: () => desk.view.state, dispatch: desk.dispatch };
    const work: FormWork = {
      model,
      disabled: readOnly,
      refusals,
      change(key, change, typing = null) {
        const reason = changeFrontMatter(target, change, typing);
        setRefusals((before) => {
          if ((before.get(key) ?? null) === reason) return before;
          const next = new Map(before);
          if (reason) next.set(key, reason);
          else next.delete(key);
          return next;
        });
      },
      reveal: (field) => field.entry && desk.reveal(desk.view.state.doc.lineAt(field.entry.from).number),
      imageUrl(written) {
        const found = imageTarget(written, desk.addresses());
        return found.kind === 'media' ? (found.urls[0] ?? null) : null;
      },
      images: async () => (await client.call('image.list', {})).images,
      storeImage: (file) => desk.storeImage(file),
    };
    return {
      work,
      addBlock: (title) => addBlock(target, blockFor(title)),
      undo: () => void undo(desk.view),
      redo: () => void redo(desk.view),
    };
  }, [desk, client, model, readOnly, refusals]);
}

/** The lines of a new block: the title, if there is one. */
function blockFor(title: string): readonly string[] {
  const block = applyEdits('', emptyFrontMatter('', inferStyle([])));
  const result = patch(block, { op: 'add', key: 'title', value: title });
  const text = result.ok ? applyEdits(block, result.edits) : block;
  const { content } = readFrontMatter(text);
  return content
    ? text
        .slice(content.from, content.to)
        .split('\n')
        .filter((line) => line !== '')
    : [];
}
