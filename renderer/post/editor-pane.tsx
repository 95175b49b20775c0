// Owns: the left side: the form as the head of the post, the editor below it, both in one scrolled column.
// Must not know: how either of them works.
import { memo, useEffect, useRef } from 'react';
import { FormHead } from '../form/form-head.tsx';
import { ImageCard } from '../images/image-card.tsx';
import type { Desk } from './desk.ts';
import type { PostViewProps } from './post-view.ts';
import { useFormWork } from './use-form-work.ts';
import { useSnapshot } from './use-snapshot.ts';

export interface EditorPaneProps {
  readonly desk: Desk;
  readonly client: PostViewProps['client'];
  readonly entries: PostViewProps['entries'];
  readonly rules: PostViewProps['rules'];
  readonly form: boolean;
}

/** Drawn again only when one of these changes, not with every key that is typed. */
export const EditorPane = memo(function EditorPane({
  desk,
  client,
  entries,
  rules,
  form: shown,
}: EditorPaneProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const { phase, path, frontMatter, config } = useSnapshot(desk);
  const form = useFormWork(desk, { client, entries, rules, path, config });

  useEffect(() => {
    host.current?.append(desk.view.dom);
    desk.scrolling.watchEditor(scroller.current);
    desk.view.requestMeasure();
    return () => {
      desk.scrolling.watchEditor(null);
      desk.view.dom.remove();
    };
  }, [desk]);

  return (
    <section className="editor-column" ref={scroller} data-pane="editor">
      {shown && phase === 'ready' && frontMatter ? (
        <FormHead
          key={path}
          work={form.work}
          frontMatter={frontMatter}
          fallbackTitle={entries.find((entry) => entry.path === path)?.title ?? ''}
          onAddBlock={() => form.addBlock(entries.find((entry) => entry.path === path)?.title ?? '')}
          onShowLine={(line) => desk.reveal(line)}
          onFix={(problem) =>
            problem.fix && desk.dispatch({ changes: [...problem.fix], userEvent: 'input.fix' })
          }
          onUndo={form.undo}
          onRedo={form.redo}
        />
      ) : null}
      <div className="editor-host" ref={host} hidden={phase !== 'ready'} />
      <ImageCard
        cards={desk.images.cards}
        mediaUrl={desk.images.mediaUrl}
        users={desk.images.users}
        apply={desk.images.apply}
      />
    </section>
  );
});
