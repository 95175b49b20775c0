// Owns: what the form can do with the open post: change it, find pictures, show a place in the text.
// Must not know: how the form looks.
import { redo, undo } from '@codemirror/commands';
import { useEffect, useMemo, useRef, useState } from 'react';
import {
  emptyFrontMatter,
  type FieldModel,
  inferStyle,
  patch,
  type Reason,
  readFrontMatter,
} from '#core/frontmatter/index.ts';
import { rulesFor } from '#core/journal/rules.ts';
import { applyEdits } from '#core/text.ts';
import { addBlock, changeFrontMatter, type FormTarget } from '../form/change.ts';
import type { FormWork } from '../form/context.ts';
import { formModel } from '../form/model.ts';
import { loadImages } from '../images/library.ts';
import { imageTarget } from '../preview/address.ts';
import type { Desk } from './desk.ts';
import type { PostViewProps } from './post-view.ts';

export interface FormActions {
  readonly work: FormWork;
  readonly addBlock: (title: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

export interface FormFacts extends Pick<PostViewProps, 'client' | 'entries' | 'rules'> {
  readonly path: string | null;
  readonly config: Readonly<Record<string, unknown>>;
}

export function useFormWork(desk: Desk, { client, entries, rules, path, config }: FormFacts): FormActions {
  const [refusals, setRefusals] = useState<ReadonlyMap<string, Reason>>(new Map());
  const known = useKnownFields(client, entries);
  const model = useMemo(() => formModel(entries, config, known), [entries, config, known]);
  const categories = entries.find((entry) => entry.path === path)?.categories;
  const required = useMemo(() => rulesFor(rules, categories ?? []).required, [rules, categories]);
  const readOnly = desk.current()?.runner.session().readOnly ?? false;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was refused in one post says nothing of the next
  useEffect(() => setRefusals(new Map()), [path]);

  return useMemo(() => {
    const target: FormTarget = { state: () => desk.view.state, dispatch: desk.dispatch };
    const work: FormWork = {
      model,
      disabled: readOnly,
      required,
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
      mediaBase: () => desk.addresses().mediaBase,
      images: () => loadImages(client),
      storeImage: (file, onStage) => desk.images.store(file, onStage),
    };
    return {
      work,
      addBlock: (title) => addBlock(target, blockFor(title)),
      undo: () => void undo(desk.view),
      redo: () => void redo(desk.view),
    };
  }, [desk, client, model, readOnly, required, refusals]);
}

/** Posts are counted at once when the form is first shown, and again some time after they changed. */
const PAUSE = 5000;

/** What the newest posts say under the keys whose values the list does not carry; nothing where the host cannot tell. */
function useKnownFields(
  client: PostViewProps['client'],
  entries: PostViewProps['entries'],
): readonly FieldModel[] {
  const [known, setKnown] = useState<readonly FieldModel[]>(NONE);
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed list is what asks again
  useEffect(() => {
    let gone = false;
    const ask = (): void => {
      client.call('fields.get', {}).then(
        ({ fields }) => {
          if (!gone) setKnown(fields);
        },
        () => undefined,
      );
    };
    const timer = setTimeout(ask, first.current ? 0 : PAUSE);
    first.current = false;
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [client, entries]);
  return known;
}

const NONE: readonly FieldModel[] = [];

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
