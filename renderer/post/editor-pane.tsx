// Owns: the left side: the form as the head of the post, the editor below it, both in one scrolled column.
// Must not know: how either of them works.
import { useEffect, useRef } from 'react';
import type { Desk } from './desk.ts';
import type { PostViewProps } from './post-view.ts';
import { useSnapshot } from './use-snapshot.ts';

export function EditorPane({ desk, props }: { readonly desk: Desk; readonly props: PostViewProps }) {
  const scroller = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const { phase } = useSnapshot(desk);

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
      {props.layout.form && phase === 'ready' ? <div className="form-head" /> : null}
      <div className="editor-host" ref={host} hidden={phase !== 'ready'} />
    </section>
  );
}
