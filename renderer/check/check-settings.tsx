// Owns: which rules the journal asks: each with its name, what it finds and how grave that is.
// Must not know: where it is kept, or how anything is found.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckRules } from '#contract/check-calls.ts';
import { CallError } from '#contract/errors.ts';
import { loadRules } from '../state/rules-work.ts';
import { useWork } from '../state/work-context.ts';
import { Switch } from '../ui/field.tsx';

export function CheckSettings() {
  const { t } = useTranslation();
  const work = useWork();
  const [known, setKnown] = useState<CheckRules | null>(null);

  useEffect(() => {
    void work.attempt(() => work.client.call('check.rules', {})).then((rules) => rules && setKnown(rules));
  }, [work]);

  const set = async (id: string, on: boolean): Promise<void> => {
    if (known === null) return;
    const off = on ? known.off.filter((one) => one !== id) : [...known.off, id];
    try {
      setKnown(await work.client.call('check.set', { off }));
    } catch (failure) {
      const other = failure instanceof CallError && failure.code === 'conflict';
      if (other) {
        work.tell({ key: 'check.settings.changed' }, { tone: 'error' });
        const rules = await work.attempt(() => work.client.call('check.rules', {}));
        if (rules !== null) setKnown(rules);
      } else await work.attempt(() => Promise.reject(failure));
    }
    // They are kept in the file that holds what the journal asks of its posts.
    await loadRules(work);
  };

  if (known === null) return null;
  const off = new Set(known.off);
  return (
    <fieldset className="rules form" aria-label={t('check.settings.title')} disabled={known.damaged}>
      <div className="rules-head">
        <b>{t('check.settings.title')}</b>
      </div>
      <p className="hint">{t(known.damaged ? 'check.settings.damaged' : 'check.settings.about')}</p>
      {known.rules.map(({ id, severity }) => (
        <div key={id} className="check-rule">
          <Switch
            label={t(`check.rules.${id}.name`)}
            value={!off.has(id)}
            onChange={(on) => void set(id, on)}
            hint={t(`check.rules.${id}.about`)}
          />
          <span className={`check-level tone-${severity}`}>{t(`check.level.${severity}`)}</span>
        </div>
      ))}
    </fieldset>
  );
}
