// Owns: what posts lose or change on their way to another generator, post by post with lines, before anything is written.
// Must not know: how losses are found.
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportPlan, LossOnWire } from '#contract/values.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { Button } from '../ui/button.tsx';
import { WarningIcon } from '../ui/icons.ts';

export interface LossListProps {
  readonly plan: ExportPlan;
  /** Back to the target's settings. */
  readonly onSettings: () => void;
}

interface PostLosses {
  readonly path: RelPath;
  readonly title: string;
  readonly losses: readonly LossOnWire[];
  readonly lost: number;
}

/** Posts beyond this many are shown on asking. */
const SHOWN = 50;

export function LossList({ plan, onSettings }: LossListProps) {
  const { t } = useTranslation();
  const { settings, losses } = plan.there;
  const posts = useMemo(() => byPost(plan), [plan]);
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState(false);
  if (settings.generator === 'jekyll') return null;
  const lost = losses.filter(({ weight }) => weight === 'lost').length;
  const changed = losses.length - lost;
  const shown = all ? posts : posts.slice(0, SHOWN);
  const words =
    losses.length === 0
      ? t('targets.noLoss')
      : [
          lost > 0 ? t('targets.lost', { count: lost }) : '',
          changed > 0 ? t('targets.changed', { count: changed }) : '',
        ]
          .filter(Boolean)
          .join(', ');
  return (
    <section className="losses" aria-label={t('targets.report')}>
      <div className="losses-head">
        {lost > 0 ? <WarningIcon size={16} className="tone-warning" aria-hidden /> : null}
        <p className="losses-words">
          {t('targets.into', {
            name: t(`targets.name.${settings.generator}`),
            folder: settings.content || '/',
          })}{' '}
          {words}
        </p>
        {losses.length === 0 ? null : (
          <Button look="quiet" aria-expanded={open} onPress={() => setOpen(!open)}>
            {t(open ? 'targets.hideReport' : 'targets.showReport')}
          </Button>
        )}
        <Button look="quiet" onPress={onSettings}>
          {t('targets.settings')}
        </Button>
      </div>
      {open ? (
        <ul className="losses-posts">
          {shown.map((post) => (
            <PostPart key={post.path} post={post} />
          ))}
          {posts.length > shown.length ? (
            <li>
              <Button look="quiet" onPress={() => setAll(true)}>
                {t('targets.morePosts', { count: posts.length - shown.length })}
              </Button>
            </li>
          ) : null}
        </ul>
      ) : null}
    </section>
  );
}

function PostPart({ post }: { readonly post: PostLosses }) {
  const { t } = useTranslation();
  return (
    <li>
      <p className="losses-post">
        {post.title} <span className="losses-path">{post.path}</span>
      </p>
      <ul>
        {post.losses.map((loss) => (
          <li key={`${loss.code} ${loss.line} ${loss.what}`} className={`loss loss-${loss.weight}`}>
            <span className="loss-line">
              {loss.line === null ? '' : t('targets.line', { line: loss.line })}
            </span>
            <span className="loss-words">
              {t(`targets.loss.${loss.code}`)}
              {loss.count > 1 ? ` ${t('targets.times', { count: loss.count })}` : ''}
            </span>
            {loss.what === '' ? null : <code className="loss-what">{loss.what}</code>}
          </li>
        ))}
      </ul>
    </li>
  );
}

/** Posts with what they lose, those that lose most first. */
function byPost(plan: ExportPlan): readonly PostLosses[] {
  const titles = new Map(plan.steps.map(({ source, title }) => [source, title]));
  const groups = new Map<RelPath, LossOnWire[]>();
  for (const loss of plan.there.losses) {
    const list = groups.get(loss.path);
    if (list === undefined) groups.set(loss.path, [loss]);
    else list.push(loss);
  }
  return [...groups]
    .map(([path, losses]) => ({
      path,
      title: titles.get(path) ?? path,
      losses,
      lost: losses.filter(({ weight }) => weight === 'lost').length,
    }))
    .sort((a, b) => b.lost - a.lost || (a.path < b.path ? -1 : 1));
}
