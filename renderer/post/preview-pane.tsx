// Owns: the right side: the sandboxed frame of the page and the few switches that belong to it.
// Must not know: how the page is rendered or patched.
import { Lock, LockOpen, Palette, Smartphone } from 'lucide-react';
import { memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trustedFrameDocument } from '../preview/trusted.ts';
import { IconToggle } from '../ui/button.tsx';
import type { Desk } from './desk.ts';
import type { PostLayout } from './post-view.ts';
import { currentTheme, watchTheme } from './theme-watch.ts';

export interface PreviewPaneProps {
  readonly desk: Desk;
  readonly paper: boolean;
  readonly fontSize: number;
  readonly phone: boolean;
  readonly syncScroll: boolean;
  readonly blogStyles: boolean;
  readonly onLayout: (change: Partial<PostLayout>) => void;
}

/** Drawn again only when one of these changes, not with every key that is typed. */
export const PreviewPane = memo(function PreviewPane(props: PreviewPaneProps) {
  const { t } = useTranslation('post');
  const { desk, paper, fontSize, phone, syncScroll, blogStyles, onLayout } = props;
  const [element, setElement] = useState<HTMLIFrameElement | null>(null);
  const [loaded, setLoaded] = useState(0);
  const [theme, setTheme] = useState(currentTheme);
  const document = useRef(trustedFrameDocument());

  useEffect(() => watchTheme(setTheme), []);

  useEffect(() => {
    if (!element || loaded === 0) return;
    desk.mountFrame(element);
    return () => desk.unmountFrame();
  }, [desk, element, loaded]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `loaded`: a frame that was made anew has no look yet
  useEffect(() => {
    desk.frame()?.setLook({
      theme: paper ? 'light' : theme,
      phone,
      fontSize: Math.max(15, fontSize + 1),
    });
    desk.scrolling.moved();
  }, [desk, loaded, theme, paper, fontSize, phone]);

  return (
    <section className="preview-column" data-pane="preview">
      <iframe
        className="preview-frame"
        title={t('preview.title')}
        sandbox="allow-same-origin"
        srcDoc={document.current}
        ref={setElement}
        onLoad={() => setLoaded((count) => count + 1)}
      />
      <div className="preview-tools" role="toolbar" aria-label={t('preview.tools')}>
        <IconToggle
          icon={syncScroll ? Lock : LockOpen}
          label={t('preview.lock')}
          isSelected={syncScroll}
          onChange={(on) => onLayout({ syncScroll: on })}
        />
        <IconToggle
          icon={Smartphone}
          label={t('preview.phone')}
          isSelected={phone}
          onChange={(on) => onLayout({ previewWidth: on ? 'phone' : 'page' })}
        />
        <IconToggle
          icon={Palette}
          label={t('preview.blogStyles')}
          isSelected={blogStyles}
          onChange={(on) => onLayout({ blogStyles: on })}
        />
      </div>
    </section>
  );
});
