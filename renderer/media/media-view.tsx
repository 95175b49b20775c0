// Owns: the view of the journal's images as a whole: which are shown, which are chosen, and which question is open.
// Must not know: how images are drawn, or how a change is planned and made.
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MediaBroken, MediaChange, MediaPlan } from '#contract/media-calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { isComposing } from '../keys.ts';
import { usePart, useStore } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { CheckIcon, ImagesIcon, SearchIcon } from '../ui/icons.ts';
import { Banner, EmptyState } from '../ui/message.tsx';
import { BrokenList } from './broken-list.tsx';
import { ChooseDialog } from './choose-dialog.tsx';
import { ConvertDialog } from './convert-dialog.tsx';
import { Detail, ManyDetail, NoDetail } from './detail.tsx';
import { Grid } from './grid.tsx';
import { MediaBar } from './media-bar.tsx';
import { countsOf, type Filter, itemsOf, type Order, visible, visibleBroken } from './model.ts';
import { MoveDialog } from './move-dialog.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { useMedia } from './use-media.ts';
import { trashImages } from './work.ts';

type Question =
  | { readonly kind: 'move'; readonly paths: readonly RelPath[] }
  | { readonly kind: 'convert'; readonly paths: readonly RelPath[] }
  | { readonly kind: 'choose'; readonly broken: MediaBroken }
  | { readonly kind: 'plan'; readonly change: MediaChange; readonly from: Question | null };

const none: ReadonlySet<RelPath> = new Set();

export function MediaView() {
  const { t } = useTranslation();
  const work = useWork();
  const store = useStore();
  const heavy = usePart((state) => state.settings.imageHeavy);
  const { list, facts, changes, reload } = useMedia(work);
  const [filter, setFilter] = useState<Filter>('all');
  const [order, setOrder] = useState<Order>('date');
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(none);
  const [question, setQuestion] = useState<Question | null>(null);
  const root = useRef<HTMLDivElement>(null);

  const items = useMemo(() => itemsOf(list?.images ?? []), [list]);
  const broken = list?.broken ?? [];
  const counts = useMemo(() => countsOf(items, list?.broken ?? [], heavy), [items, list, heavy]);
  const shown = useMemo(
    () => (filter === 'broken' ? [] : visible(items, { filter, order, typed, heavy })),
    [items, filter, order, typed, heavy],
  );
  const shownBroken = useMemo(() => visibleBroken(list?.broken ?? [], typed), [list, typed]);
  const byPath = useMemo(() => new Map(items.map((item) => [item.image.path, item])), [items]);
  const picked = [...chosen].flatMap((path) => byPath.get(path) ?? []);
  const cases = broken.filter(({ other }) => other !== null);

  // The keyboard is in the view from the start, and goes back to where it was.
  useEffect(() => {
    const before = document.activeElement;
    root.current?.querySelector<HTMLElement>('[data-search-images]')?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  const leave = (): void => store.dispatch({ type: 'media', media: false });
  const plan = (change: MediaChange): void => setQuestion({ kind: 'plan', change, from: question });
  const askTrash = ({ images, left }: MediaPlan): void => {
    const used = left.filter(({ code }) => code === 'used').map(({ path }) => path);
    const paths = [...images.map(({ path }) => path), ...used];
    setQuestion({ kind: 'plan', change: { op: 'trash', paths, used: true }, from: null });
  };
  const trash = (paths: readonly RelPath[]): void => {
    void trashImages(work, paths, askTrash).then(reload);
  };
  const mend = (mends: readonly { readonly one: MediaBroken; readonly to: RelPath }[]): void =>
    setQuestion({
      kind: 'plan',
      from: null,
      change: { op: 'mend', mends: mends.map(({ one, to }) => ({ post: one.post, path: one.path, to })) },
    });

  const onKey = (event: KeyboardEvent, paths: readonly RelPath[]): boolean => {
    const mod = event.ctrlKey || event.metaKey;
    if (event.key === 'Delete' || (event.key === 'Backspace' && mod)) trash(paths);
    else if (event.key === 'F2') setQuestion({ kind: 'move', paths });
    else if (event.key === 'Escape' && chosen.size > 0) setChosen(none);
    else if (event.key === 'Enter') setChosen(new Set(paths));
    else if (!mod && event.key.length === 1 && event.key !== '/') {
      // What is typed on the grid narrows it: the letter goes to the box that has the focus by then.
      root.current?.querySelector<HTMLElement>('[data-search-images]')?.focus();
      return false;
    } else return false;
    return true;
  };

  // Also where nothing has the keyboard, as after a dialog whose image went away.
  const onEscape = useRef<() => void>(leave);
  onEscape.current = () => (typed === '' ? leave() : setTyped(''));
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return;
      if (document.querySelector('.dialog, .popover') !== null) return;
      event.preventDefault();
      onEscape.current();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);

  const close = (): void => setQuestion(null);
  const itemsAt = (paths: readonly RelPath[]) => paths.flatMap((path) => byPath.get(path) ?? []);
  const paths = picked.map(({ image }) => image.path);
  const acts = {
    onMove: () => setQuestion({ kind: 'move', paths }),
    onConvert: () => setQuestion({ kind: 'convert', paths }),
    onTrash: () => trash(paths),
  };
  const [first] = picked;

  return (
    <section className="media" ref={root} aria-label={t('media.title')}>
      <MediaBar
        counts={counts}
        filter={filter}
        onFilter={(next) => {
          setFilter(next);
          setChosen(none);
        }}
        order={order}
        onOrder={setOrder}
        typed={typed}
        onTyped={setTyped}
        shown={filter === 'broken' ? shownBroken.length : shown.length}
        changes={changes}
        onLeave={leave}
        onUndone={() => void reload()}
      />
      {list === null || list.unread.length === 0 ? null : (
        <Banner tone="warning">
          {t('media.unread', { count: list.unread.length, paths: list.unread.slice(0, 5).join(', ') })}
        </Banner>
      )}
      <div className="media-body">
        <Body
          empty={list === null ? t('media.looking') : null}
          none={filter === 'broken' ? shownBroken.length === 0 : shown.length === 0}
          filter={filter}
          typed={typed}
        >
          {filter === 'broken' ? (
            <BrokenList
              broken={shownBroken}
              cases={cases.length}
              onMend={(one, to) => mend([{ one, to }])}
              onChoose={(one) => setQuestion({ kind: 'choose', broken: one })}
              onMendCases={() =>
                mend(cases.flatMap((one) => (one.other === null ? [] : [{ one, to: one.other }])))
              }
            />
          ) : (
            <Grid
              items={shown}
              facts={facts}
              heavy={heavy}
              chosen={chosen}
              onKey={onKey}
              onChoose={setChosen}
              onOpen={(path) => setChosen(new Set([path]))}
            />
          )}
        </Body>
        {filter !== 'broken' && picked.length === 0 && list !== null ? <NoDetail items={shown} /> : null}
        {filter !== 'broken' && picked.length === 1 && first !== undefined ? (
          <Detail item={first} facts={facts.get(first.image.path)} {...acts} />
        ) : null}
        {filter !== 'broken' && picked.length > 1 ? (
          <ManyDetail items={picked} onNone={() => setChosen(none)} {...acts} />
        ) : null}
      </div>
      {question?.kind === 'move' ? (
        <MoveDialog items={itemsAt(question.paths)} onClose={close} onPlan={plan} />
      ) : null}
      {question?.kind === 'convert' ? (
        <ConvertDialog items={itemsAt(question.paths)} onClose={close} onPlan={plan} />
      ) : null}
      {question?.kind === 'choose' ? (
        <ChooseDialog
          broken={question.broken}
          items={items}
          onClose={close}
          onChoose={(to) => mend([{ one: question.broken, to }])}
        />
      ) : null}
      {question?.kind === 'plan' ? (
        <PlanDialog
          change={question.change}
          onBack={question.from === null ? null : () => setQuestion(question.from)}
          onClose={close}
          onDone={() => {
            close();
            setChosen(none);
            void reload();
          }}
        />
      ) : null}
    </section>
  );
}

interface BodyProps {
  /** Words while nothing is known yet. */
  readonly empty: string | null;
  readonly none: boolean;
  readonly filter: Filter;
  readonly typed: string;
  readonly children: ReactNode;
}

function Body({ empty, none: nothing, filter, typed, children }: BodyProps) {
  const { t } = useTranslation();
  if (empty !== null) {
    return (
      <p className="waiting" role="status">
        {empty}
      </p>
    );
  }
  if (!nothing) return children;
  if (typed !== '') return <EmptyState icon={SearchIcon} title={t('media.noMatch', { typed })} />;
  return (
    <EmptyState icon={filter === 'all' ? ImagesIcon : CheckIcon} title={t(`media.none.${filter}`)}>
      {filter === 'all' ? t('media.noneHint') : null}
    </EmptyState>
  );
}
