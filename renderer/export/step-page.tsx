// Owns: a post as the page that readers have now and the page they will have, beside each other, with what changed marked.
// Must not know: how pages are rendered, or what a plan is.
import { useCallback, useEffect, useState } from 'react';
import type { RelPath } from '#core/journal/entry.ts';
import type { SiteModel } from '../post/facts.ts';
import { useWork } from '../state/work-context.ts';
import { PageSide } from './page-side.tsx';

export interface StepPageProps {
  /** Source of each side; null: not there. */
  readonly before: string | null;
  readonly after: string | null;
  readonly beforeName: string;
  readonly afterName: string;
  readonly post: RelPath;
}

export function StepPage({ before, after, beforeName, afterName, post }: StepPageProps) {
  const work = useWork();
  const [site, setSite] = useState<SiteModel | null>(null);
  /** What each side is made of, once it is rendered. */
  const [made, setMade] = useState<{ readonly before: readonly string[]; readonly after: readonly string[] }>(
    {
      before: [],
      after: [],
    },
  );

  useEffect(() => {
    let current = true;
    // Without the model pages are rendered by kramdown's defaults.
    work.client.call('site.model', {}).then(
      (model) => current && setSite(model),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [work]);

  const take = useCallback(
    (side: 'before' | 'after', blocks: readonly string[]) =>
      setMade((now) => (same(now[side], blocks) ? now : { ...now, [side]: blocks })),
    [],
  );
  const onBefore = useCallback((blocks: readonly string[]) => take('before', blocks), [take]);
  const onAfter = useCallback((blocks: readonly string[]) => take('after', blocks), [take]);
  const both = before !== null && after !== null;
  return (
    <div className="pages">
      {before === null ? null : (
        <PageSide
          name={beforeName}
          text={before}
          post={post}
          site={site}
          others={both ? made.after : null}
          tone="before"
          onBlocks={onBefore}
        />
      )}
      {after === null ? null : (
        <PageSide
          name={afterName}
          text={after}
          post={post}
          site={site}
          others={both ? made.before : null}
          tone="after"
          onBlocks={onAfter}
        />
      )}
    </div>
  );
}

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((html, at) => html === other[at]);
