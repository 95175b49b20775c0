// Owns: which place, branch and remote the view is about.
// Must not know: what is true there.
import { useTranslation } from 'react-i18next';
import type { PlaceChoice } from '#contract/publish-calls.ts';
import { Select } from '../ui/field.tsx';
import { BranchMenu } from './branch-menu.tsx';
import type { Publish } from './use-publish.ts';

export interface PlaceBarProps {
  readonly places: readonly PlaceChoice[];
  readonly target: string | null;
  readonly publish: Publish;
  readonly onTarget: (target: string | null) => void;
}

/** The journal's own place in a list of handles; no handle has a point. */
const HERE = '.';

export function PlaceBar({ places, target, publish, onTarget }: PlaceBarProps) {
  const { t } = useTranslation();
  const { state, busy } = publish;
  const options = places.map((place) => ({
    value: place.target ?? HERE,
    label: place.name,
    note: place.kind === 'journal' ? t('publishing.thisJournal') : t(`folder.kind.${place.kind}`),
  }));
  const remotes = state?.remotes ?? [];
  return (
    <div className="place-bar">
      {options.length > 1 ? (
        <Select
          label={t('publishing.place')}
          value={target ?? HERE}
          options={options}
          onChange={(value) => onTarget(value === HERE ? null : value)}
        />
      ) : null}
      {state?.repository ? (
        <div className="field">
          <span className="label">{t('publishing.branch')}</span>
          <BranchMenu
            target={target}
            branch={state.branch}
            disabled={!state.can.branch || busy !== null}
            onSwitch={publish.switchTo}
          />
        </div>
      ) : null}
      {remotes.length > 1 ? (
        <Select
          label={t('publishing.remote')}
          value={publish.remote ?? state?.destination?.remote ?? ''}
          options={remotes.map(({ name, url }) => ({ value: name, label: name, note: url }))}
          onChange={publish.chooseRemote}
        />
      ) : null}
      {remotes.length === 1 ? (
        <div className="field">
          <span className="label">{t('publishing.remote')}</span>
          <span className="remote-url" title={remotes[0]?.url}>
            {remotes[0]?.url}
          </span>
        </div>
      ) : null}
    </div>
  );
}
