// Owns: which branch commits go to: the choice of another one, and a new one.
// Must not know: whether a change is safe: the host refuses where it is not.
import { useState } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { BranchOnWire } from '#contract/publish-calls.ts';
import { useWork } from '../state/work-context.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { BranchIcon } from '../ui/icons.ts';

export interface BranchMenuProps {
  readonly target: string | null;
  readonly branch: string | null;
  readonly disabled: boolean;
  readonly onSwitch: (branch: string, create: boolean) => void;
}

export function BranchMenu({ target, branch, disabled, onSwitch }: BranchMenuProps) {
  const { t } = useTranslation();
  const work = useWork();
  const [branches, setBranches] = useState<readonly BranchOnWire[]>([]);
  const show = (open: boolean): void => {
    if (!open) return;
    setBranches([]);
    void work
      .attempt(() => work.client.call('publish.branches', { target }))
      .then((listed) => setBranches(listed?.branches ?? []));
  };
  return (
    <DialogTrigger onOpenChange={show}>
      <Button icon={BranchIcon} isDisabled={disabled}>
        {branch ?? t('publishing.noBranch')}
      </Button>
      <Popover className="popover branch-box" placement="bottom start">
        <Dialog className="branch-body" aria-label={t('publishing.branches')}>
          {({ close }) => (
            <BranchChoice
              branches={branches}
              onChoose={(name, create) => {
                close();
                onSwitch(name, create);
              }}
            />
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

interface BranchChoiceProps {
  readonly branches: readonly BranchOnWire[];
  readonly onChoose: (name: string, create: boolean) => void;
}

function BranchChoice({ branches, onChoose }: BranchChoiceProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const about = (one: BranchOnWire): string => {
    if (one.current) return t('publishing.here');
    return one.elsewhere ? t('publishing.elsewhere') : one.subject;
  };
  return (
    <>
      <ul className="branch-list">
        {branches.map((one) => (
          <li key={one.name}>
            <button
              type="button"
              className="shelf branch-line"
              aria-current={one.current}
              disabled={one.current || one.elsewhere}
              onClick={() => onChoose(one.name, false)}
            >
              <span className="shelf-name">{one.name}</span>
              <span className="count">{about(one)}</span>
            </button>
          </li>
        ))}
      </ul>
      <form
        className="branch-new"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') onChoose(name.trim(), true);
        }}
      >
        <TextField label={t('publishing.newBranch')} value={name} onChange={setName} mono />
        <Button type="submit" isDisabled={name.trim() === ''}>
          {t('publishing.makeBranch')}
        </Button>
      </form>
      <p className="hint">{t('publishing.branchHint')}</p>
    </>
  );
}
