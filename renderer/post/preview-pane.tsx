// Owns: the right side: the sandboxed frame of the page and the few switches that belong to it.
// Must not know: how the page is rendered or patched.
import { Lock, LockOpen, Palette, Smartphone } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trustedFrameDocument } from '../preview/trusted.ts';
import { IconToggle } from '../ui/button.tsx';
import type { Desk } from './desk.ts';
import type { PostViewProps } from './post-view.ts';
import { currentTheme, watchTheme } from './theme-watch.ts';

export function PreviewPane({ desk, props }: { readonly desk: Desk; readonly props: PostViewProps }) {
  const { t } = useTranslation('post');
  const { layout, onLayout, settings } = props;
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
      theme: settings.previewPaper ? 'light' : theme,
      phone: layout.previewWidth === 'phone',
      fontSize: Math.max(15, settings.editorSize + 1),
    });
    desk.scrolling.moved();
  }, [desk, loaded, theme, settings.previewPaper, settings.editorSize, layout.previewWidth]);

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
          icon={layout.syncScroll ? Lock : LockOpen}
          label={t('preview.lock')}
          isSelected={layout.syncScroll}
          onChange={(syncScroll) => onLayout({ ...layout, syncScroll })}
        />
        <IconToggle
          icon={Smartphone}
          label={t('preview.phone')}
          isSelected={layout.previewWidth === 'phone'}
          onChange={(phone) => onLayout({ ...layout, previewWidth: phone ? 'phone' : 'page' })}
        />
        <IconToggle
          icon={Palette}
          label={t('preview.blogStyles')}
          isSelected={layout.blogStyles}
          onChange={(blogStyles) => onLayout({ ...layout, blogStyles })}
        />
      </div>
    </section>
  );
}
