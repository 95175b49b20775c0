// Owns: two texts side by side with what differs, read-only.
// Must not know: which texts they are.
import { MergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

export interface DiffViewProps {
  readonly before: string;
  readonly after: string;
  readonly beforeName: string;
  readonly afterName: string;
}

export function DiffView({ before, after, beforeName, afterName }: DiffViewProps) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const parent = place.current;
    if (parent === null) return;
    const side = (label: string): Extension => [
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
      EditorView.lineWrapping,
      lineNumbers(),
      EditorState.phrases.of({ '$ unchanged lines': t('diff.unchanged', { lines: '$' }) }),
      // Not editable, so the browser would not let the keyboard in to scroll.
      EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
    ];
    const view = new MergeView({
      parent,
      a: { doc: before, extensions: side(beforeName) },
      b: { doc: after, extensions: side(afterName) },
      gutter: true,
      collapseUnchanged: { margin: 3, minSize: 6 },
      diffConfig: { scanLimit: 2000, timeout: 300 },
    });
    return () => view.destroy();
  }, [before, after, beforeName, afterName, t]);
  return (
    <div className="diff">
      <div className="diff-names">
        <span>{beforeName}</span>
        <span>{afterName}</span>
      </div>
      <div className="diff-body" ref={place} />
    </div>
  );
}
