// Owns: the page as a whole: its keys, its bars and banners, and which of its faces is shown.
// Must not know: what is inside the panes.
import { lazy, Suspense, useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { runKeys } from './commands.ts';
import { Dialogs } from './dialogs/dialogs.tsx';
import { Banners } from './frame/banners.tsx';
import { Frame } from './frame/frame.tsx';
import { Notices } from './frame/notices.tsx';
import { Safe } from './frame/safe.tsx';
import { TopBar } from './frame/top-bar.tsx';
import { isComposing } from './keys.ts';
import { OpeningScreen } from './start/opening-screen.tsx';
import { StartScreen } from './start/start-screen.tsx';
import { StoreContext, usePart } from './state/store.ts';
import type { Work } from './state/work.ts';
import { WorkContext } from './state/work-context.ts';
import { StatusBar } from './status/status-bar.tsx';

// Drawn when first asked for, as the dialogs are.
const MediaView = lazy(() =>
  import('./media/media-view.tsx').then((module) => ({ default: module.MediaView })),
);

export function App({ work }: { readonly work: Work }) {
  return (
    <WorkContext value={work}>
      <StoreContext value={work.store}>
        <Safe>
          <Page work={work} />
        </Safe>
      </StoreContext>
    </WorkContext>
  );
}

/** The panes; the view of images lies over them, so that an open post keeps its place and its undo. */
function Stage() {
  const media = usePart((state) => state.media);
  return (
    <div className="stage">
      <div className="stage-panes" inert={media}>
        <Frame />
      </div>
      {media ? (
        <Suspense>
          <MediaView />
        </Suspense>
      ) : null}
    </div>
  );
}

function Page({ work }: { readonly work: Work }) {
  const { i18n } = useTranslation();
  const phase = usePart((state) => state.phase);
  const name = usePart((state) => state.journal?.name ?? null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isComposing(event)) return;
      if (document.querySelector('.dialog') !== null) return; // an open dialog has the keys
      if (runKeys(work, event)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [work]);

  useEffect(() => {
    document.title = name === null ? 'Galley' : `${name} – Galley`;
  }, [name]);

  useEffect(() => {
    // What tests and assistive technology wait for: the page can be used now.
    if (phase === 'opening') delete document.documentElement.dataset.ready;
    else document.documentElement.dataset.ready = 'true';
  }, [phase]);

  return (
    <I18nProvider locale={i18n.language === 'ko' ? 'ko-KR' : 'en-GB'}>
      {phase === 'start' ? <StartScreen /> : null}
      {phase === 'opening' ? <OpeningScreen /> : null}
      {phase === 'journal' ? (
        <div className="app">
          <TopBar />
          <Banners />
          <Stage />
          <StatusBar />
        </div>
      ) : null}
      <Notices />
      <Dialogs />
    </I18nProvider>
  );
}
