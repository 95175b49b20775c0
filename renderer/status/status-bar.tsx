// Owns: the line at the foot: saved or not, how much is written, where the caret is, what is wrong, will it appear.
// Must not know: how any of it is found out.
import { useTranslation } from 'react-i18next';
import type { PostEntry } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import { useChecked } from '../check/use-checked.ts';
import type { PostStatus } from '../post/post-view.ts';
import { PendingCount } from '../publish/pending-count.tsx';
import { usePart } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { shownNumber } from '../ui/numbers.ts';
import { ProblemList } from './problem-list.tsx';

export function StatusBar() {
  const { t, i18n } = useTranslation();
  const status = usePart((state) => state.post);
  const entry = usePart((state) => state.entries.find((one) => one.path === state.open));
  const count = usePart((state) => state.entries.length + state.awaited);
  const checked = useChecked();
  const number = (value: number): string => shownNumber(value, i18n.language);
  return (
    <footer className="bar status-bar">
      <div role="status" aria-label={t('status.name')} className="status-main">
        {status === null ? (
          <span>{t('status.posts', { count, number: number(count) })}</span>
        ) : (
          <>
            <SaveMark status={status} />
            <span aria-live="off">
              {t('status.words', { count: status.words, number: number(status.words) })}
            </span>
            <span aria-live="off" className="wide-only">
              {t('status.minutes', { count: status.minutes })}
            </span>
          </>
        )}
      </div>
      <PendingCount />
      {status === null ? null : (
        <div className="status-side">
          <span className="status-caret">
            {t('status.caret', { line: status.line, column: status.column })}
          </span>
          <ProblemList problems={inOrder([...allProblems(status, entry), ...checked])} />
          {entry === undefined ? null : <WillAppear entry={entry} />}
        </div>
      )}
    </footer>
  );
}

/** What the open text shows, and what the list knows of the post beside it (its name, its address, what the journal asks of it). */
function allProblems(status: PostStatus, entry: PostEntry | undefined): readonly Problem[] {
  const others = (entry?.problems ?? []).filter(({ code }) => !code.startsWith('front-matter-'));
  return others.length === 0 ? status.problems : [...status.problems, ...others];
}

const inOrder = (problems: readonly Problem[]): readonly Problem[] =>
  [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));

function SaveMark({ status }: { readonly status: PostStatus }) {
  const { t } = useTranslation();
  return (
    <span className={`save-mark save-${status.save}`} title={status.reason ?? undefined}>
      <span className="save-dot" aria-hidden="true" />
      {t(`status.save.${status.save}`)}
    </span>
  );
}

function WillAppear({ entry }: { readonly entry: PostEntry }) {
  const { t } = useTranslation();
  const work = useWork();
  const { appears } = entry;
  if (appears.will) {
    return (
      <span className="appears appears-yes" title={entry.url ?? undefined}>
        {t('appears.yes')}
      </span>
    );
  }
  if (entry.draft) {
    return (
      <span className="appears appears-no">
        {t('appears.no', { why: t(`appears.why.${appears.why}`, { detail: appears.detail ?? '' }) })}
        <button
          type="button"
          className="status-button"
          onClick={() =>
            work.store.dispatch({ type: 'dialog', dialog: { kind: 'publish', path: entry.path } })
          }
        >
          {t('publish.open')}
        </button>
      </span>
    );
  }
  return (
    <span className="appears appears-no">
      {t('appears.no', { why: t(`appears.why.${appears.why}`, { detail: appears.detail ?? '' }) })}
    </span>
  );
}
