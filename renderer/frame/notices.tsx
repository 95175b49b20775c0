// Owns: short notices at the window's foot, how long they stay, and their way back.
// Must not know: what happened.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../state/model.ts';
import { usePart, useStore } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Toast } from '../ui/message.tsx';

const stay = { plain: 5000, undo: 10_000, error: 12_000 } as const;

export function Notices() {
  const { t } = useTranslation();
  const notices = usePart((state) => state.notices);
  const entry = (notice: Notice) => <Entry key={notice.id} notice={notice} />;
  return (
    <section className="notices" aria-label={t('notices.name')}>
      <div aria-live="assertive">{notices.filter((notice) => notice.tone === 'error').map(entry)}</div>
      <div aria-live="polite">{notices.filter((notice) => notice.tone !== 'error').map(entry)}</div>
    </section>
  );
}

function Entry({ notice }: { readonly notice: Notice }) {
  const { t } = useTranslation();
  const store = useStore();
  const [held, setHeld] = useState(false);
  const { id, tone, words, sticky, undo, action } = notice;
  const way = undo === null ? action : { key: 'actions.undo', run: undo };
  const life = tone === 'error' ? stay.error : way === null ? stay.plain : stay.undo;

  useEffect(() => {
    if (held || sticky) return;
    const timer = window.setTimeout(() => store.dispatch({ type: 'notice-gone', id }), life);
    return () => window.clearTimeout(timer);
  }, [held, sticky, store, id, life]);

  const close = (): void => store.dispatch({ type: 'notice-gone', id });
  return (
    <Toast
      tone={tone}
      closeLabel={t('actions.close')}
      onClose={close}
      onHold={setHeld}
      action={
        way === null ? null : (
          <Button
            look="quiet"
            onPress={() => {
              close();
              way.run();
            }}
          >
            {t(way.key)}
          </Button>
        )
      }
    >
      {t(words.key, { ...words.facts })}
    </Toast>
  );
}
