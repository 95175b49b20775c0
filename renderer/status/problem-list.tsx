// Owns: the number of problems of the open post and, on asking, the list of them; choosing one goes to its line.
// Must not know: what finds problems.
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#core/problem.ts';
import { problemWords } from '../locales/problem-words.ts';
import { useWork } from '../state/work-context.ts';
import { InfoIcon, ProblemIcon, WarningIcon } from '../ui/icons.ts';

const pictures = { error: ProblemIcon, warning: WarningIcon, info: InfoIcon } as const;

export function ProblemList({ problems }: { readonly problems: readonly Problem[] }) {
  const { t } = useTranslation();
  const work = useWork();
  const [open, setOpen] = useState(false);
  const worst = (['error', 'warning', 'info'] as const).find((severity) =>
    problems.some((problem) => problem.severity === severity),
  );
  if (worst === undefined) return <span className="no-problems">{t('status.noProblems')}</span>;
  const Worst = pictures[worst];
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Button className={`status-button tone-${worst}`}>
        <Worst size={14} aria-hidden />
        {t('status.problems', { count: problems.length })}
      </Button>
      <Popover className="popover problems" placement="top end">
        <Dialog aria-label={t('status.problems', { count: problems.length })}>
          <ul className="problem-list">
            {problems.map((problem) => {
              const Picture = pictures[problem.severity];
              return (
                <li key={`${problem.code} ${problem.line ?? 0} ${problem.column ?? 0} ${problem.message}`}>
                  <button
                    type="button"
                    className="problem"
                    onClick={() => {
                      setOpen(false);
                      if (problem.line !== undefined) work.revealLine(problem.line);
                    }}
                  >
                    <span className={`problem-picture tone-${problem.severity}`}>
                      <Picture size={14} aria-hidden />
                    </span>
                    <span>{problemWords(t, problem)}</span>
                    {problem.line === undefined ? null : (
                      <span className="problem-line">{t('problem.line', { line: problem.line })}</span>
                    )}
                  </button>
                </li>
              );
            })}
          </ul>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
