// Owns: the open post as a component: form and editor on the left, the page on the right, what went wrong above them.
// Must not know: the library, the lists, the dialogs of the page's frame.
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { loadImages, thumbUrl } from '../images/library.ts';
import { PickerDialog } from '../images/picker-dialog.tsx';
import { type ApiHooks, createApi } from './api.ts';
import { ComparePanel } from './compare-panel.tsx';
import { createDesk, type Desk } from './desk.ts';
import { EditorPane } from './editor-pane.tsx';
import { Notes } from './notes.tsx';
import type { PostLayout, PostViewProps } from './post-view.ts';
import { PreviewPane } from './preview-pane.tsx';
import '../editor/panels.css';
import './post.css';

export function PostView(props: PostViewProps) {
  const { t } = useTranslation('post');
  const root = useRef<HTMLDivElement>(null);
  const [comparing, setComparing] = useState(false);
  const [picking, setPicking] = useState(false);
  const openPicker = useCallback(() => setPicking(true), []);
  const desk = useDesk(props, () => hooksOf(root, props, () => setComparing(true), openPicker));
  useEffect(() => {
    desk?.onPick(openPicker);
    return () => desk?.onPick(null);
  }, [desk, openPicker]);
  const { layout } = props;
  const newest = useRef(props);
  newest.current = props;
  const changeLayout = useCallback((change: Partial<PostLayout>) => {
    const { layout: now, onLayout } = newest.current;
    onLayout({ ...now, ...change });
  }, []);
  const openCompare = useCallback(() => setComparing(true), []);
  const both = layout.editor && layout.preview;
  return (
    <div className="post-view" ref={root}>
      {desk ? <Notes desk={desk} onCompare={openCompare} /> : null}
      {desk && comparing ? (
        <ComparePanel desk={desk} client={props.client} onClose={() => setComparing(false)} />
      ) : null}
      {desk && picking ? (
        <PickerDialog
          load={() => loadImages(props.client)}
          imageUrl={(image) => thumbUrl(desk.addresses().mediaBase, image)}
          many
          onPick={(image) => {
            setPicking(false);
            desk.images.insertStored(image);
          }}
          onFiles={(files) => {
            setPicking(false);
            desk.images.insertFiles(files);
          }}
          onClose={() => setPicking(false)}
        />
      ) : null}
      {desk ? (
        <Group className="post-panes" orientation="horizontal" id="post-panes">
          {layout.editor ? (
            <Panel id="post-editor" minSize={260} defaultSize={both ? '50%' : '100%'} className="pane">
              <EditorPane
                desk={desk}
                client={props.client}
                entries={props.entries}
                rules={props.rules}
                form={layout.form}
              />
            </Panel>
          ) : null}
          {both ? <Separator className="splitter" id="post-edge" aria-label={t('resize')} /> : null}
          {layout.preview ? (
            <Panel id="post-preview" minSize={240} className="pane">
              <PreviewPane
                desk={desk}
                paper={props.settings.previewPaper}
                fontSize={props.settings.editorSize}
                phone={layout.previewWidth === 'phone'}
                syncScroll={layout.syncScroll}
                blogStyles={layout.blogStyles}
                onLayout={changeLayout}
              />
            </Panel>
          ) : null}
        </Group>
      ) : null}
    </div>
  );
}

/** One desk for the life of the component: it is made after the first drawing and hears of every new prop. */
function useDesk(props: PostViewProps, hooks: () => ApiHooks): Desk | null {
  const [desk, setDesk] = useState<Desk | null>(null);
  const { client, onApi } = props;
  const newestHooks = useRef(hooks);
  newestHooks.current = hooks;

  // biome-ignore lint/correctness/useExhaustiveDependencies: other props reach the desk through `update`
  useEffect(() => {
    const made = createDesk(props);
    setDesk(made);
    onApi(createApi(made, () => newestHooks.current()));
    return () => {
      onApi(null);
      setDesk(null);
      made.dispose();
    };
  }, [client, onApi]);

  useEffect(() => {
    desk?.update(props);
  });
  return desk;
}

/** What the commands of the open post need of its components. */
function hooksOf(
  root: RefObject<HTMLElement | null>,
  props: PostViewProps,
  compare: () => void,
  pick: () => void,
): ApiHooks {
  const find = (selector: string): HTMLElement | null =>
    root.current?.querySelector<HTMLElement>(selector) ?? null;
  return {
    compare() {
      compare();
      return true;
    },
    insertImage() {
      pick();
      return true;
    },
    focusForm() {
      if (!props.layout.form) props.onLayout({ ...props.layout, form: true, editor: true });
      // The form may be drawn only now.
      setTimeout(() => find('.form-head input, .form-head textarea')?.focus());
      return true;
    },
  };
}
