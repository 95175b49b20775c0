// Owns: how the last act ended: a sentence, and what git said where it failed.
// Must not know: how it was done.
import { useTranslation } from 'react-i18next';
import { problemWords } from '../locales/problem-words.ts';
import { Banner } from '../ui/message.tsx';
import { Addresses } from './addresses.tsx';
import type { Failure } from './failure.ts';
import type { Ended } from './use-publish.ts';

export function FailureNote({ failure }: { readonly failure: Failure }) {
  const { t } = useTranslation();
  const { problem, output, paths } = failure;
  return (
    <div className="publish-failure">
      <Banner tone="error">{problemWords(t, problem)}</Banner>
      {paths.length === 0 ? null : (
        <ul className="said-paths" aria-label={t('publishing.inTheWay')}>
          {paths.map((path) => (
            <li key={path}>{path}</li>
          ))}
        </ul>
      )}
      {output === '' ? null : (
        <details className="said" open={output.split('\n').length <= 8}>
          <summary>{t('publishing.said')}</summary>
          <pre>{output}</pre>
        </details>
      )}
    </div>
  );
}

export function EndNote({ ended }: { readonly ended: Ended }) {
  const { t } = useTranslation();
  switch (ended.act) {
    case 'push':
      return (
        <div className="publish-done" role="status">
          <p className="publish-done-title">
            {ended.count === 0
              ? t('publishing.pushedNothing', { to: ended.to })
              : t('publishing.pushed', { count: ended.count, to: ended.to })}
          </p>
          {ended.posts.length === 0 ? null : <p className="hint">{t('publishing.soon')}</p>}
          <Addresses posts={ended.posts} />
        </div>
      );
    case 'revert':
    case 'undo':
      return (
        <div className="publish-done" role="status">
          <p className="publish-done-title">
            {t(`publishing.ended.${ended.act}`, { count: ended.files.length })}
          </p>
          <p className="hint">
            {ended.commit === null
              ? t('publishing.ended.noCommit')
              : t('publishing.ended.commit', { commit: ended.commit.slice(0, 7) })}
          </p>
        </div>
      );
    default:
      return (
        <p className="publish-quiet" role="status">
          {t(`publishing.ended.${ended.act}`)}
        </p>
      );
  }
}
