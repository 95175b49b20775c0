// Owns: one post of a plan, before and after beside each other, with its place and address.
// Must not know: how the two are read.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallResult } from '#contract/calls.ts';
import type { PlannedFileOnWire } from '#contract/taxonomy-calls.ts';
import { useWork } from '../state/work-context.ts';
import { DiffView } from '../ui/diff-view.tsx';

export interface FileDiffProps {
  readonly planId: string;
  readonly file: PlannedFileOnWire | null;
}

type Sides = CallResult<'taxonomy.diff'>;

export function FileDiff({ planId, file }: FileDiffProps) {
  const { t } = useTranslation();
  const work = useWork();
  const [sides, setSides] = useState<{ readonly of: string; readonly sides: Sides } | null>(null);
  const path = file?.path ?? null;
  const of = `${planId} ${path}`;

  useEffect(() => {
    if (path === null) return;
    let current = true;
    void work
      .attempt(() => work.client.call('taxonomy.diff', { planId, path }))
      .then((read) => {
        if (current && read !== null) setSides({ of: `${planId} ${path}`, sides: read });
      });
    return () => {
      current = false;
    };
  }, [work, planId, path]);

  if (file === null) return <div className="step-diff step-diff-none">{t('taxonomy.choosePost')}</div>;
  const { newPath, urlBefore, urlAfter, clash } = file;
  return (
    <div className="step-diff">
      <dl className="plan-facts">
        <Fact name={t('taxonomy.file')} before={file.path} after={newPath ?? file.path} />
        {urlBefore === urlAfter ? null : (
          <Fact name={t('taxonomy.address')} before={readable(urlBefore)} after={readable(urlAfter)} />
        )}
        {clash ? <dd className="tone-warning">{t('taxonomy.clash')}</dd> : null}
      </dl>
      {sides?.of === of ? (
        <DiffView
          before={sides.sides.before}
          after={sides.sides.after}
          beforeName={t('taxonomy.before')}
          afterName={t('taxonomy.after')}
        />
      ) : null}
    </div>
  );
}

function Fact({ name, before, after }: Readonly<Record<'name' | 'before' | 'after', string>>) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {before === after ? (
          before
        ) : (
          <>
            <del>{before}</del> <span aria-hidden="true">→</span> <ins>{after}</ins>
          </>
        )}
      </dd>
    </>
  );
}

/** An address with its letters instead of their codes. */
function readable(url: string | null): string {
  if (url === null) return '–';
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}
