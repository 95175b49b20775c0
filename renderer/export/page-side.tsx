// Owns: one rendered page in its sandboxed frame: the same worker, sanitiser and frame as the preview; blocks that differ are marked.
// Must not know: the other side, but for what it is made of.
import { Text } from '@codemirror/state';
import { useEffect, useRef, useState } from 'react';
import { readFrontMatter } from '#core/frontmatter/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { normaliseText } from '#core/text.ts';
import { factsOf, headOf, openWeb, type SiteModel } from '../post/facts.ts';
import { currentTheme, watchTheme } from '../post/theme-watch.ts';
import { word } from '../post/words.ts';
import { createPreview, type Preview } from '../preview/preview.ts';
import { trustedFrameDocument } from '../preview/trusted.ts';
import { usePart } from '../state/store.ts';

export interface PageSideProps {
  readonly name: string;
  readonly text: string;
  readonly post: RelPath;
  readonly site: SiteModel | null;
  /** HTML of the other side's blocks; null: nothing to compare with. */
  readonly others: readonly string[] | null;
  readonly tone: 'before' | 'after';
  readonly onBlocks: (blocks: readonly string[]) => void;
}

/** The frame has no tokens of the page: both themes are said here. */
const MARKS = `
.galley-changed, .galley-gone { --wash: light-dark(#eef1f7, #222a38); --bar: light-dark(#2a4f94, #9dbbf2); background: var(--wash); box-shadow: -8px 0 0 0 var(--wash), -11px 0 0 0 var(--bar); }
.galley-gone { --wash: light-dark(#faeeec, #33221f); --bar: light-dark(#a6261d, #f1958c); }
:root[data-theme="light"] { color-scheme: light }
:root[data-theme="dark"] { color-scheme: dark }
`;

export function PageSide({ name, text, post, site, others, tone, onBlocks }: PageSideProps) {
  const info = usePart((state) => state.info);
  const entries = usePart((state) => state.entries);
  const [element, setElement] = useState<HTMLIFrameElement | null>(null);
  const [loaded, setLoaded] = useState(0);
  const [preview, setPreview] = useState<Preview | null>(null);
  const document = useRef(trustedFrameDocument());
  const shown = useRef<Text>(Text.empty);
  const latest = useRef({ others, tone, onBlocks });
  latest.current = { others, tone, onBlocks };

  useEffect(() => {
    const made = createPreview({
      word,
      text: () => shown.current,
      events: {
        moved: () => {
          mark(made, latest.current.others, latest.current.tone);
          latest.current.onBlocks(made.blocks().map(({ html }) => html));
        },
        problems: () => undefined,
        counts: () => undefined,
        openPost: () => undefined,
        openWeb,
        reveal: () => undefined,
      },
    });
    setPreview(made);
    return () => made.close();
  }, []);

  useEffect(() => {
    if (preview === null || element === null || loaded === 0) return;
    const frame = preview.mount(element);
    if (frame === null) return;
    frame.addSheet(MARKS);
    const { data } = readFrontMatter(text);
    frame.setHead(headOf({ path: post, entries }, data));
    const look = (): void => frame.setLook({ theme: currentTheme(), phone: false, fontSize: 15 });
    look();
    const stop = watchTheme(look);
    return () => {
      stop();
      preview.unmount();
    };
  }, [preview, element, loaded, text, post, entries]);

  useEffect(() => {
    if (preview === null) return;
    if (site !== null) {
      const { config, includes, data, documents } = site;
      preview.setSite({ config, includes, data, documents });
    }
    shown.current = Text.of(normaliseText(text).text.split('\n'));
    preview.show(shown.current, factsOf({ info, entries }, post, site));
  }, [preview, text, post, site, info, entries]);

  useEffect(() => {
    if (preview !== null) mark(preview, others, tone);
  }, [preview, others, tone]);

  return (
    <figure className="page-side">
      <figcaption>{name}</figcaption>
      <iframe
        title={name}
        sandbox="allow-same-origin"
        srcDoc={document.current}
        ref={setElement}
        onLoad={() => setLoaded((count) => count + 1)}
      />
    </figure>
  );
}

/** Marks the blocks that the other side does not have, each as often as it has it. */
function mark(preview: Preview, others: readonly string[] | null, tone: PageSideProps['tone']): void {
  const left = new Map<string, number>();
  for (const html of others ?? []) left.set(html.trim(), (left.get(html.trim()) ?? 0) + 1);
  const compare = others !== null && others.length > 0;
  for (const { html, nodes } of preview.blocks()) {
    // The line end behind the last block is no difference.
    const key = html.trim();
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    const differs = compare && count <= 0 && key !== '';
    for (const node of nodes ?? []) {
      // Nodes of the frame are of another realm: `instanceof` does not tell, a type does (1 is an element).
      if (node.nodeType === 1)
        (node as Element).classList.toggle(tone === 'after' ? 'galley-changed' : 'galley-gone', differs);
    }
  }
}
