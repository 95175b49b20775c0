// Owns: what is said above an open post while something is not as it should be: what happened, what is safe, what to do.
// Must not know: how it is put right.
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Banner } from '../ui/message.tsx';
import type { Desk } from './desk.ts';
import { useSnapshot } from './use-snapshot.ts';

export interface NotesProps {
  readonly desk: Desk;
  readonly onCompare: () => void;
}

export const Notes = memo(function Notes({ desk, onCompare }: NotesProps) {
  const { t, i18n } = useTranslation('post');
  const { phase, failure, session, restored } = useSnapshot(desk);
  if (phase === 'failed' && failure) {
    const words = t(`failed.${failure.code}`, {
      defaultValue: t('failed.other', { message: failure.message }),
    });
    return (
      <Banner tone="error" actions={<Button onPress={() => desk.retry()}>{t('failed.retry')}</Button>}>
        {words}
      </Banner>
    );
  }
  if (phase !== 'ready' || !session) return null;
  const send: NonNullable<ReturnType<Desk['current']>>['runner']['send'] = (event) =>
    desk.current()?.runner.send(event);
  const notes: ReactNode[] = [];
  if (session.readOnly) {
    notes.push(
      <Banner key="read-only" tone="warning">
        {t('readOnly')}
      </Banner>,
    );
  }
  if (session.disk.kind === 'conflict') {
    notes.push(
      <Banner
        key="conflict"
        tone="warning"
        actions={
          <>
            <Button look="primary" onPress={onCompare}>
              {t('conflict.compare')}
            </Button>
            <Button onPress={() => send({ type: 'resolve', with: 'mine' })}>{t('conflict.mine')}</Button>
            <Button onPress={() => send({ type: 'resolve', with: 'theirs' })}>{t('conflict.theirs')}</Button>
          </>
        }
      >
        {t('conflict.words')}
      </Banner>,
    );
  }
  if (session.disk.kind === 'gone') {
    notes.push(
      <Banner
        key="gone"
        tone="warning"
        actions={
          <Button look="primary" onPress={() => send({ type: 'save', why: 'asked' })}>
            {t('gone.save')}
          </Button>
        }
      >
        {t('gone.words')}
      </Banner>,
    );
  }
  if (session.failure && session.disk.kind === 'same' && !session.saving) {
    notes.push(
      <Banner
        key="failed"
        tone="error"
        actions={
          <Button onPress={() => send({ type: 'save', why: 'asked' })}>{t('saveFailed.retry')}</Button>
        }
      >
        {t(`saveFailed.${session.failure.code}`, {
          defaultValue: t('saveFailed.other', { message: session.failure.message }),
        })}
      </Banner>,
    );
  }
  if (restored !== null && session.disk.kind === 'same') {
    const when = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
    notes.push(
      <Banner
        key="restored"
        tone="info"
        actions={
          <>
            <Button look="primary" onPress={() => send({ type: 'save', why: 'asked' })}>
              {t('restored.keep')}
            </Button>
            <Button onPress={() => void desk.current()?.runner.discard()}>{t('restored.discard')}</Button>
          </>
        }
      >
        {t('restored.words', { when: when.format(restored) })}
      </Banner>,
    );
  }
  return notes.length === 0 ? null : <div className="post-notes">{notes}</div>;
});
