// Owns: what a rename or a move would do to the images that belong to the posts alone, as a tick with its plan.
// Must not know: how it is done.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallArgs, CallResult } from '#contract/calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { useWork } from '../state/work-context.ts';
import { Checkbox } from '../ui/field.tsx';
import './images.css';

type To = CallArgs<'post.relocate'>['to'];
type Plan = CallResult<'post.relocate'>;

export interface FollowImagesProps {
  readonly paths: readonly RelPath[];
  /** What the posts become; null while that is not said. */
  readonly to: To | null;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}

/** Milliseconds without a key before the host is asked. */
const PAUSE = 200;
/** So many posts are looked at beforehand. */
const MOST = 40;

/** Draws nothing where no image would move. */
export function FollowImages({ paths, to, value, onChange }: FollowImagesProps) {
  const { t } = useTranslation('images');
  const plans = usePlans(paths, to).filter(({ folder }) => folder !== null);
  const taken = plans.some((plan) => plan.taken);
  useEffect(() => {
    if (taken && value) onChange(false);
  }, [taken, value, onChange]);
  const [first] = plans;
  if (first?.folder == null) return null;
  const count = plans.reduce((sum, { images }) => sum + images.length, 0);
  const lines = plans.flatMap(({ path, changes }) => changes.map((change) => ({ path, ...change })));
  return (
    <div className="follow">
      <Checkbox
        label={t('follow.tick', { count })}
        value={value && !taken}
        disabled={taken}
        onChange={onChange}
      />
      {taken ? <p className="hint tone-warning">{t('follow.taken')}</p> : null}
      {plans.slice(0, 3).map(({ path, folder }) =>
        folder === null ? null : (
          <p className="hint mono follow-where" key={path}>
            {t('follow.where', { ...folder })}
          </p>
        ),
      )}
      {lines.length === 0 || !value ? null : (
        <details className="follow-lines">
          <summary>{t('follow.lines', { count: lines.length })}</summary>
          <ul>
            {lines.slice(0, 60).map(({ path, line, before, after }) => (
              <li key={`${path} ${line}`}>
                <span className="hint">{t('follow.line', { line })}</span>
                <del>{before}</del>
                <ins>{after}</ins>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** The host's plans; those of an earlier wish are shown until the next ones are there. */
function usePlans(paths: readonly RelPath[], to: To | null): readonly Plan[] {
  const { client } = useWork();
  const [plans, setPlans] = useState<readonly Plan[]>([]);
  const wish = JSON.stringify([paths.slice(0, MOST), to]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `wish` says what was asked; the values are new with each drawing
  useEffect(() => {
    let gone = false;
    if (to === null) {
      setPlans([]);
      return;
    }
    const planOf = async (path: RelPath): Promise<Plan | null> => {
      try {
        const { version } = await client.call('post.read', { path });
        return await client.call('post.relocate', { path, base: version, to, images: true, dryRun: true });
      } catch {
        // Whatever stands in the way is said when it is really done.
        return null;
      }
    };
    const timer = setTimeout(async () => {
      const found: Plan[] = [];
      for (const path of paths.slice(0, MOST)) {
        const plan = gone ? null : await planOf(path);
        if (plan !== null) found.push(plan);
      }
      if (!gone) setPlans(found);
    }, PAUSE);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [client, wish]);
  return plans;
}
