// Owns: the place of the open post: the post itself, or what to do where none is open.
// Must not know: what a post's parts are.
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { RelPath } from '#core/journal/entry.ts';
import { runCommand, shownKeys } from '../commands.ts';
import type { PostApi, PostLayout, PostStatus } from '../post/post-view.ts';
import { PostView } from '../post/post-view.tsx';
import { arrange } from '../state/arrange.ts';
import { usePart } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { Button } from '../ui/button.tsx';
import { PlusIcon, PostIcon, SampleIcon } from '../ui/icons.ts';
import { EmptyState } from '../ui/message.tsx';

export function PostPane() {
  const work = useWork();
  const open = usePart((state) => state.open);
  return (
    <main className="post-pane" data-pane={open === null ? 'post' : undefined}>
      {open === null ? <NoPost /> : <OpenPost key={work.store.get().journal?.id ?? ''} path={open} />}
    </main>
  );
}

function OpenPost({ path }: { readonly path: RelPath }) {
  const work = useWork();
  const info = usePart((state) => state.info);
  const journal = usePart((state) => state.journal);
  const settings = usePart((state) => state.settings);
  const entries = usePart((state) => state.entries);
  const rules = usePart((state) => state.rules.rules);
  const layout = usePart((state) => arrange(state).layout);
  const onStatus = useCallback(
    (status: PostStatus) => work.store.dispatch({ type: 'post-status', status }),
    [work],
  );
  const onApi = useCallback((api: PostApi | null) => work.setPost(api), [work]);
  const onOpenPost = useCallback((to: RelPath) => void work.openPost(to), [work]);
  const onLayout = useCallback((wanted: PostLayout) => takeLayout(work, wanted), [work]);
  if (journal === null) return null;
  return (
    <PostView
      client={work.client}
      info={info}
      journal={journal}
      settings={settings}
      entries={entries}
      rules={rules}
      path={path}
      layout={layout}
      onLayout={onLayout}
      onStatus={onStatus}
      onApi={onApi}
      onOpenPost={onOpenPost}
      onTell={work.tell}
    />
  );
}

/** The post was told a layout fitted to the room; only what it changed itself is the person's new choice. */
function takeLayout(work: ReturnType<typeof useWork>, layout: PostLayout): void {
  const state = work.store.get();
  const told = arrange(state).layout;
  if (layout.editor !== told.editor) runCommand(work, 'toggleEditor');
  if (layout.preview !== told.preview) runCommand(work, 'togglePreview');
  const { editor, preview } = work.store.get().layout;
  work.store.dispatch({ type: 'layout', layout: { ...layout, editor, preview } });
}

function NoPost() {
  const { t } = useTranslation();
  const work = useWork();
  const empty = usePart((state) => state.entries.length === 0);
  const quick = usePart((state) => shownKeys(state, 'quickOpen'));
  const make = (
    <Button look="primary" icon={PlusIcon} onPress={() => runCommand(work, 'newPost')}>
      {t('empty.writeFirst')}
    </Button>
  );
  if (empty) {
    return (
      <EmptyState icon={SampleIcon} title={t('empty.journalTitle')} actions={make}>
        {t('empty.journal')}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={PostIcon} title={t('empty.noPostTitle')}>
      {t('empty.noPost')} <kbd>{quick}</kbd>
    </EmptyState>
  );
}
