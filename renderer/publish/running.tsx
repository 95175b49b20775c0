// Owns: an act that runs: what it is, how far, and the way to stop it.
// Must not know: what it does.
import { Label, ProgressBar } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import type { Act, Far } from './use-publish.ts';

export interface RunningProps {
  readonly act: Act;
  readonly far: Far | null;
  readonly onStop: () => void;
}

export function Running({ act, far, onStop }: RunningProps) {
  const { t } = useTranslation();
  const online = act === 'fetch' || act === 'push';
  const percent = online ? (far?.percent ?? null) : null;
  return (
    <div className="running">
      <ProgressBar
        className="running-bar"
        isIndeterminate={percent === null}
        value={percent ?? 0}
        valueLabel={percent === null ? t('publishing.busy') : `${percent}%`}
      >
        <Label>
          {t(`publishing.doing.${act}`)}
          {online && far !== null ? <span className="running-what">{far.what}</span> : null}
        </Label>
        <span className="running-track" aria-hidden="true">
          <span style={percent === null ? {} : { width: `${percent}%` }} data-open={percent === null} />
        </span>
      </ProgressBar>
      {online ? <Button onPress={onStop}>{t('publishing.stop')}</Button> : null}
    </div>
  );
}
