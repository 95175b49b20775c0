// Owns: the rows of a plan: images with where they go and how light they get, posts with their lines, and what is left alone.
// Must not know: how a plan is made; only what is in sight is drawn.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { MediaPlan, MediaPlannedPost } from '#contract/media-calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { shownBytes } from './units.ts';

export interface PlanListProps {
  readonly plan: MediaPlan;
  readonly shown: RelPath | null;
  readonly onShow: (path: RelPath) => void;
}

const LINE_END = ' ⏎ ';
const heights = { head: 32, image: 46, post: 72, left: 46 } as const;

type Row =
  | { readonly kind: 'head'; readonly of: 'images' | 'posts' | 'left'; readonly count: number }
  | { readonly kind: 'image'; readonly image: MediaPlan['images'][number] }
  | { readonly kind: 'post'; readonly post: MediaPlannedPost }
  | { readonly kind: 'left'; readonly left: MediaPlan['left'][number] };

function rowsOf({ images, posts, left }: MediaPlan): readonly Row[] {
  const head = (of: 'images' | 'posts' | 'left', count: number): readonly Row[] =>
    count === 0 ? [] : [{ kind: 'head', of, count }];
  return [
    ...head('posts', posts.length),
    ...posts.map((post) => ({ kind: 'post', post }) as const),
    ...head('images', images.length),
    // What breaks something comes first.
    ...[...images]
      .sort((a, b) => b.users.length - a.users.length)
      .map((image) => ({ kind: 'image', image }) as const),
    ...head('left', left.length),
    ...left.map((each) => ({ kind: 'left', left: each }) as const),
  ];
}

const badges = { images: 'change', posts: 'change', left: 'conflict' } as const;

export function PlanList({ plan, shown, onShow }: PlanListProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = rowsOf(plan);
  const { posts } = plan;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => heights[rows[at]?.kind ?? 'post'],
    overscan: 6,
  });

  const onKeyDown = (event: KeyboardEvent, path: RelPath): void => {
    const at = posts.findIndex((post) => post.path === path);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: posts.length - 1,
    };
    const next = posts[steps[event.key] ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    onShow(next.path);
    virtual.scrollToIndex(rows.findIndex((row) => row.kind === 'post' && row.post.path === next.path));
    // The row is drawn only after the scroll.
    window.requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(next.path)}"]`)?.focus(),
    );
  };

  return (
    <div className="steps plan-files" ref={scroller}>
      <ul style={{ height: virtual.getTotalSize(), position: 'relative' }} aria-label={t('media.plan.files')}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const style = { position: 'absolute', top: item.start, height: item.size, width: '100%' } as const;
          return (
            <PlanRow
              key={item.key}
              row={row}
              style={style}
              shown={shown}
              onShow={onShow}
              onKeyDown={onKeyDown}
            />
          );
        })}
      </ul>
    </div>
  );
}

interface PlanRowProps {
  readonly row: Row;
  readonly style: CSSProperties;
  readonly shown: RelPath | null;
  readonly onShow: (path: RelPath) => void;
  readonly onKeyDown: (event: KeyboardEvent, path: RelPath) => void;
}

function PlanRow({ row, style, shown, onShow, onKeyDown }: PlanRowProps) {
  const { t } = useTranslation();
  switch (row.kind) {
    case 'head':
      return (
        <li className="step-head plan-head" style={style}>
          <span className={`step-badge badge-${badges[row.of]}`}>{t(`media.plan.${row.of}`)}</span>
          <span className="count">{row.count}</span>
        </li>
      );
    case 'image':
      return (
        <li className="step plan-left" style={style} title={row.image.path}>
          <ImageRow image={row.image} />
        </li>
      );
    case 'left':
      return (
        <li className="step plan-left" style={style} title={row.left.path}>
          <span className="step-title">{row.left.path}</span>
          <LeftReason left={row.left} />
        </li>
      );
    case 'post':
      return (
        <li className="step" style={style} data-shown={row.post.path === shown || undefined}>
          <PostRow
            post={row.post}
            shown={row.post.path === shown}
            onShow={() => onShow(row.post.path)}
            onKeyDown={(event) => onKeyDown(event, row.post.path)}
          />
        </li>
      );
  }
}

function ImageRow({ image }: { readonly image: MediaPlan['images'][number] }) {
  const { t, i18n } = useTranslation();
  const { path, to, before, after, users } = image;
  const bytes = (value: number): string => shownBytes(value, i18n.language);
  return (
    <>
      <span className="step-title">{path}</span>
      <span className="step-about">
        {to === null
          ? [
              t('media.plan.toTrash', { size: bytes(before) }),
              ...(users.length === 0
                ? []
                : [t('media.plan.breaks', { posts: users.map(nameOf).join(', ') })]),
            ].join(' · ')
          : [
              ...(to === path ? [] : [`→ ${to}`]),
              ...(before === after ? [] : [`${bytes(before)} → ${bytes(after)}`]),
            ].join(' · ')}
      </span>
    </>
  );
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function LeftReason({ left }: { readonly left: MediaPlan['left'][number] }) {
  const { t } = useTranslation();
  const { code, message, posts } = left;
  const why = t(`media.reason.${code}`, { defaultValue: message });
  return <span className="step-about">{posts.length === 0 ? why : `${why} ${posts.join(', ')}`}</span>;
}

interface PostRowProps {
  readonly post: MediaPlannedPost;
  readonly shown: boolean;
  readonly onShow: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function PostRow({ post, shown, onShow, onKeyDown }: PostRowProps) {
  const { path, title, hunks } = post;
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
      <del className="plan-line">{hunks.flatMap((hunk) => hunk.before).join(LINE_END)}</del>
      <ins className="plan-line">{hunks.flatMap((hunk) => hunk.after).join(LINE_END)}</ins>
    </button>
  );
}
