// Owns: two texts side by side with what differs, or one alone where the other is absent; read-only.
// Must not know: which texts they are.
import { MergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

export interface DiffViewProps {
  /** null: not there. */
  readonly before: string | null;
  readonly after: string | null;
  readonly beforeName: string;
  readonly afterName: string;
}

export function DiffView({ before, after, beforeName, afterName }: DiffViewProps) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const unchanged = t('diff.unchanged', { lines: '$' });
  useEffect(() => {
    const parent = place.current;
    if (parent === null) return;
    const side = (label: string): Extension => [
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
      EditorView.lineWrapping,
      lineNumbers(),
      EditorState.phrases.of({ '$ unchanged lines': unchanged }),
      // Not editable, so the browser would not let the keyboard in to scroll.
      EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
    ];
    if (before === null || after === null) {
      const [doc, name] = after === null ? [before ?? '', beforeName] : [after, afterName];
      const view = new EditorView({ parent, doc, extensions: side(name) });
      return () => view.destroy();
    }
    const view = new MergeView({
      parent,
      a: { doc: before, extensions: side(beforeName) },
      b: { doc: after, extensions: side(afterName) },
      gutter: true,
      collapseUnchanged: { margin: 3, minSize: 6 },
      diffConfig: { scanLimit: 2000, timeout: 300 },
    });
    return () => view.destroy();
  }, [before, after, beforeName, afterName, unchanged]);
  const names = [before === null ? null : beforeName, after === null ? null : afterName];
  return (
    <div className={before === null ? 'diff diff-added' : after === null ? 'diff diff-removed' : 'diff'}>
      <div className="diff-names">
        {names.map((name) => (name === null ? null : <span key={name}>{name}</span>))}
      </div>
      <div className="diff-body" ref={place} />
    </div>
  );
}
