// Owns: the view of everything the checks find in the journal: filtered, by post, opened at the line, mended.
// Must not know: how anything is found or mended.
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallResult } from '#contract/calls.ts';
import type { CheckFinding } from '#contract/check-calls.ts';
import type { Severity } from '#core/problem.ts';
import { useWork } from '../state/work-context.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Select, Switch } from '../ui/field.tsx';
import { CheckIcon } from '../ui/icons.ts';
import { EmptyState } from '../ui/message.tsx';
import { FindingList } from './finding-list.tsx';
import { fits, placeOf, rowsOf, ruleCounts, totalsOf } from './rows.ts';

type Result = CallResult<'check.journal'>;

export function CheckDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWork();
  const [drafts, setDrafts] = useState(false);
  const [result, setResult] = useState<Result | null>(null);
  const [busy, setBusy] = useState(true);
  const [rule, setRule] = useState<string | null>(null);
  const [least, setLeast] = useState<Severity>('info');
  const [mending, setMending] = useState<ReadonlySet<string>>(new Set());

  const check = useCallback(
    async (withDrafts: boolean): Promise<void> => {
      setBusy(true);
      const found = await work.attempt(() => work.client.call('check.journal', { drafts: withDrafts }));
      if (found !== null) setResult(found);
      setBusy(false);
    },
    [work],
  );

  useEffect(() => {
    void check(drafts);
    void work
      .attempt(() => work.client.call('check.rules', {}))
      .then((known) => setMending(new Set(known?.rules.filter(({ mends }) => mends).map(({ id }) => id))));
  }, [check, work, drafts]);

  const findings = result?.findings ?? [];
  const filter = useMemo(() => ({ rule, least }), [rule, least]);
  const rows = useMemo(() => rowsOf(findings, filter), [findings, filter]);
  const counts = useMemo(() => ruleCounts(findings), [findings]);
  const safe = findings.filter((one) => one.fixable && mending.has(one.rule) && fits(one, filter));

  const fix = async (which: readonly CheckFinding[]): Promise<void> => {
    setBusy(true);
    // What is typed and not saved yet goes to the disk first: a fix is made of what is there.
    const done = (await work.flush())
      ? await work.attempt(() => work.client.call('check.fix', { places: which.map(placeOf) }))
      : null;
    if (done !== null)
      work.tell(
        done.fixed === 0 ? { key: 'check.notFixed' } : { key: 'check.fixed', facts: { count: done.fixed } },
      );
    await check(drafts);
  };

  return (
    <Dialog
      title={t('check.title')}
      onClose={onClose}
      size="large"
      footer={
        <>
          {safe.length === 0 ? null : (
            <Button isDisabled={busy} onPress={() => void fix(safe)}>
              {t('check.fixSafe', { count: safe.length })}
            </Button>
          )}
          <span className="foot-gap" />
          <Button isDisabled={busy} onPress={() => void check(drafts)}>
            {t('check.again')}
          </Button>
          <Button look="primary" onPress={onClose}>
            {t('actions.done')}
          </Button>
        </>
      }
    >
      <div className="check-bar">
        <Select
          label={t('check.rule')}
          value={rule ?? ''}
          options={[
            { value: '', label: t('check.allRules') },
            ...counts.map((one) => ({ value: one.rule, label: `${ruleName(t, one.rule)} · ${one.count}` })),
          ]}
          onChange={(id) => setRule(id === '' ? null : id)}
        />
        <Select<Severity>
          label={t('check.severity')}
          value={least}
          options={[
            { value: 'info', label: t('check.allSeverities') },
            { value: 'warning', label: t('check.worse') },
            { value: 'error', label: t('check.errorsOnly') },
          ]}
          onChange={setLeast}
        />
        <Switch label={t('check.drafts')} value={drafts} onChange={setDrafts} />
        <Totals result={result} busy={busy} />
      </div>
      {result === null ? (
        <p className="waiting">{busy ? t('check.checking') : ''}</p>
      ) : findings.length === 0 ? (
        <EmptyState icon={CheckIcon} title={t('check.clean')}>
          {t('check.cleanAbout', { count: result.posts })}
        </EmptyState>
      ) : rows.length === 0 ? (
        <p className="waiting">{t('check.noneShown')}</p>
      ) : (
        <FindingList rows={rows} busy={busy} onFix={(finding) => void fix([finding])} />
      )}
    </Dialog>
  );
}

function Totals({ result, busy }: { readonly result: Result | null; readonly busy: boolean }) {
  const { t } = useTranslation();
  const { error, warning, info, posts } = totalsOf(result?.findings ?? []);
  return (
    <p className="check-totals" role="status">
      {busy || result === null
        ? t('check.checking')
        : `${t('check.totals', {
            errors: t('check.errors', { count: error }),
            warnings: t('check.warnings', { count: warning }),
            infos: t('check.infos', { count: info }),
          })} · ${t('check.ofPosts', { found: posts, count: result.posts })}`}
    </p>
  );
}

/** The rule's name; a problem that the list of posts tells is named by its code. */
function ruleName(t: ReturnType<typeof useTranslation>['t'], id: string): string {
  return t(`check.rules.${id}.name`, { defaultValue: id });
}
