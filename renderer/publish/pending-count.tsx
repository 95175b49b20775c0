// Owns: the reminder that commits wait for a push, at the foot of the window.
// Must not know: how they are counted or pushed.
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallResult } from '#contract/calls.ts';
import { usePart, useStore } from '../state/store.ts';
import { useWork } from '../state/work-context.ts';
import { PushIcon } from '../ui/icons.ts';

type Places = CallResult<'publish.pending'>['places'];

/** Asked for when a journal was opened, and after a dialog in which commits come and go. */
export function PendingCount() {
  const { t } = useTranslation();
  const store = useStore();
  const { client } = useWork();
  const journal = usePart((state) => state.journal?.id);
  const dialog = usePart((state) => state.dialog?.kind ?? null);
  const asked = useRef<string | null>(null);
  const [places, setPlaces] = useState<Places>([]);
  useEffect(() => {
    if (dialog === 'export' || dialog === 'publishing') asked.current = null;
    if (journal === undefined || dialog !== null || asked.current === journal) return;
    let here = true;
    // Nobody waits for this: the journal comes first.
    const timer = window.setTimeout(() => {
      asked.current = journal;
      client.call('publish.pending', {}).then(
        (told) => here && setPlaces(told.places),
        () => here && setPlaces([]),
      );
    }, 1500);
    return () => {
      here = false;
      window.clearTimeout(timer);
    };
  }, [client, journal, dialog]);
  const [first] = places;
  const count = places.reduce((sum, place) => sum + place.count, 0);
  if (first === undefined) return null;
  return (
    <button
      type="button"
      className="status-button pending-count"
      onClick={() => store.dispatch({ type: 'dialog', dialog: { kind: 'publishing', target: first.target } })}
    >
      <PushIcon size={12} aria-hidden />
      {t('publishing.waiting', { count })}
    </button>
  );
}
