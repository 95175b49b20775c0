// Owns: the posts of a plan with their changed lines, each with its tick; below them those that are left alone, with the reason.
// Must not know: how a plan is made; only what is in sight is drawn.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlannedFileOnWire, TaxonomyPlanOnWire } from '#contract/taxonomy-calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { Checkbox } from '../ui/field.tsx';

export interface FileListProps {
  readonly plan: TaxonomyPlanOnWire;
  readonly skip: ReadonlySet<RelPath>;
  readonly onSkip: (skip: ReadonlySet<RelPath>) => void;
  readonly shown: RelPath | null;
  readonly onShow: (path: RelPath) => void;
}

const LINE_END = ' ⏎ ';
const heights = { head: 32, file: 72, left: 46 } as const;

type Row =
  | { readonly kind: 'head'; readonly of: 'file' | 'left'; readonly count: number }
  | { readonly kind: 'file'; readonly file: PlannedFileOnWire }
  | { readonly kind: 'left'; readonly left: TaxonomyPlanOnWire['refused'][number] };

function rowsOf({ files, refused }: TaxonomyPlanOnWire): readonly Row[] {
  const rows: Row[] = [];
  if (files.length > 0) rows.push({ kind: 'head', of: 'file', count: files.length });
  for (const file of files) rows.push({ kind: 'file', file });
  if (refused.length > 0) rows.push({ kind: 'head', of: 'left', count: refused.length });
  for (const left of refused) rows.push({ kind: 'left', left });
  return rows;
}

export function FileList({ plan, skip, onSkip, shown, onShow }: FileListProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = rowsOf(plan);
  const { files } = plan;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => heights[rows[at]?.kind ?? 'file'],
    overscan: 6,
  });

  const toggle = (path: RelPath, out: boolean): void => {
    const next = new Set(skip);
    if (out) next.add(path);
    else next.delete(path);
    onSkip(next);
  };

  const go = (path: RelPath): void => {
    onShow(path);
    virtual.scrollToIndex(rows.findIndex((row) => row.kind === 'file' && row.file.path === path));
    // The row is drawn only after the scroll.
    window.requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)?.focus(),
    );
  };

  const onKeyDown = (event: KeyboardEvent, path: RelPath): void => {
    const at = files.findIndex((file) => file.path === path);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: files.length - 1,
    };
    if (event.key === ' ') toggle(path, !skip.has(path));
    else {
      const next = files[steps[event.key] ?? -1];
      if (next === undefined) return;
      go(next.path);
    }
    event.preventDefault();
  };

  const going = files.length - files.filter(({ path }) => skip.has(path)).length;
  return (
    <div className="steps plan-files" ref={scroller}>
      <ul style={{ height: virtual.getTotalSize(), position: 'relative' }} aria-label={t('taxonomy.files')}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const style = { position: 'absolute', top: item.start, height: item.size, width: '100%' } as const;
          if (row.kind === 'head') {
            return (
              <li key={`head ${row.of}`} className="step-head plan-head" style={style}>
                {row.of === 'left' ? null : (
                  <Checkbox
                    name={t('taxonomy.includeAll')}
                    value={going === files.length}
                    some={going > 0 && going < files.length}
                    onChange={(on) => onSkip(on ? new Set() : new Set(files.map(({ path }) => path)))}
                  />
                )}
                <span className={`step-badge badge-${row.of === 'left' ? 'conflict' : 'change'}`}>
                  {t(row.of === 'left' ? 'taxonomy.leftAlone' : 'taxonomy.changes')}
                </span>
                <span className="count">{row.count}</span>
              </li>
            );
          }
          if (row.kind === 'left') {
            const { path, title, code, message, line } = row.left;
            return (
              <li key={`left ${path}`} className="step plan-left" style={style} title={path}>
                <span className="step-title">{title}</span>
                <span className="step-about">
                  {line === null ? '' : `${t('taxonomy.line', { line })}: `}
                  {t(`taxonomy.reason.${code}`, { defaultValue: message })}
                </span>
              </li>
            );
          }
          return (
            <li
              key={row.file.path}
              className="step"
              style={style}
              data-shown={row.file.path === shown || undefined}
            >
              <Checkbox
                name={t('taxonomy.include', { title: row.file.title })}
                value={!skip.has(row.file.path)}
                onChange={(on) => toggle(row.file.path, !on)}
              />
              <FileRow
                file={row.file}
                shown={row.file.path === shown}
                onShow={() => onShow(row.file.path)}
                onKeyDown={(event) => onKeyDown(event, row.file.path)}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

interface FileRowProps {
  readonly file: PlannedFileOnWire;
  readonly shown: boolean;
  readonly onShow: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function FileRow({ file, shown, onShow, onKeyDown }: FileRowProps) {
  const { t } = useTranslation();
  const { path, title, newPath, hunks } = file;
  const lines = {
    before: hunks.flatMap((hunk) => hunk.before).join(LINE_END),
    after: hunks.flatMap((hunk) => hunk.after).join(LINE_END),
  };
  return (
    <button
      type="button"
      className="step-words plan-file"
      aria-current={shown}
      tabIndex={shown ? 0 : -1}
      data-path={path}
      title={path}
      onClick={onShow}
      onKeyDown={onKeyDown}
    >
      <span className="step-title">{title}</span>
      {lines.before === '' ? null : <del className="plan-line">{lines.before}</del>}
      {lines.after === '' ? null : <ins className="plan-line">{lines.after}</ins>}
      {newPath === null || (lines.before !== '' && lines.after !== '') ? null : (
        <span className="step-about">{t('taxonomy.movesTo', { path: newPath })}</span>
      )}
    </button>
  );
}
