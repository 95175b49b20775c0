// Owns: which dialog is open.
// Must not know: what a dialog asks.
import { lazy, Suspense } from 'react';
import { usePart, useStore } from '../state/store.ts';
import { FolderDialog } from './folder-dialog.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { NewPostDialog } from './new-post-dialog.tsx';
import { Palette } from './palette.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';

// These bring the diff view and rarely used forms: loaded when first asked for.
const ExportDialog = lazy(() =>
  import('../export/export-dialog.tsx').then((module) => ({ default: module.ExportDialog })),
);
const CheckDialog = lazy(() =>
  import('../check/check-dialog.tsx').then((module) => ({ default: module.CheckDialog })),
);
const SettingsDialog = lazy(() =>
  import('../settings/settings-dialog.tsx').then((module) => ({ default: module.SettingsDialog })),
);
const TaxonomyDialog = lazy(() =>
  import('../taxonomy/taxonomy-dialog.tsx').then((module) => ({ default: module.TaxonomyDialog })),
);
const KeyDialog = lazy(() =>
  import('../taxonomy/key-dialog.tsx').then((module) => ({ default: module.KeyDialog })),
);
const LeftDialog = lazy(() =>
  import('../images/left-dialog.tsx').then((module) => ({ default: module.LeftDialog })),
);
const PublishView = lazy(() =>
  import('../publish/publish-view.tsx').then((module) => ({ default: module.PublishView })),
);
const PostHistory = lazy(() =>
  import('../publish/post-history.tsx').then((module) => ({ default: module.PostHistory })),
);
const RecoveryDialog = lazy(() =>
  import('./recovery-dialog.tsx').then((module) => ({ default: module.RecoveryDialog })),
);

export function Dialogs() {
  const store = useStore();
  const dialog = usePart((state) => state.dialog);
  const close = (): void => store.dispatch({ type: 'dialog', dialog: null });
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'new-post':
      return <NewPostDialog onClose={close} />;
    case 'rename':
      return <RenameDialog path={dialog.path} onClose={close} />;
    case 'publish':
      return <PublishDialog path={dialog.path} onClose={close} />;
    case 'move':
      return <MoveDialog paths={dialog.paths} onClose={close} />;
    case 'folder':
      return <FolderDialog onClose={close} />;
    case 'palette':
      return <Palette scope={dialog.scope} onClose={close} />;
    case 'shortcuts':
      return <ShortcutsDialog onClose={close} />;
    case 'taxonomy':
      return (
        <Suspense>
          <TaxonomyDialog wish={dialog.wish} first={dialog.tab} onClose={close} />
        </Suspense>
      );
    case 'edit-key':
      return (
        <Suspense>
          <KeyDialog paths={dialog.paths} onClose={close} />
        </Suspense>
      );
    case 'export':
      return (
        <Suspense>
          <ExportDialog onClose={close} />
        </Suspense>
      );
    case 'check':
      return (
        <Suspense>
          <CheckDialog onClose={close} />
        </Suspense>
      );
    case 'publishing':
      return (
        <Suspense>
          <PublishView target={dialog.target} onClose={close} />
        </Suspense>
      );
    case 'post-history':
      return (
        <Suspense>
          <PostHistory path={dialog.path} onClose={close} />
        </Suspense>
      );
    case 'settings':
      return (
        <Suspense>
          <SettingsDialog onClose={close} />
        </Suspense>
      );
    case 'left-images':
      return (
        <Suspense>
          <LeftDialog images={dialog.images} onClose={close} />
        </Suspense>
      );
    case 'recovery':
      return (
        <Suspense>
          <RecoveryDialog path={dialog.path} onClose={close} />
        </Suspense>
      );
  }
}
