// Owns: which branch commits go to: the choice of another one, and a new one.
// Must not know: whether a change is safe: the host refuses where it is not.
import { useState } from 'react';
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
  const [open, setOpen] = useState(false);
  const [branches, setBranches] = useState<readonly BranchOnWire[]>([]);
  const [name, setName] = useState('');

  const show = async (): Promise<void> => {
    if (open) {
      setOpen(false);
      return;
    }
    const listed = await work.attempt(() => work.client.call('publish.branches', { target }));
    setBranches(listed?.branches ?? []);
    setOpen(listed !== null);
  };
  const choose = (to: string, create: boolean): void => {
    setOpen(false);
    setName('');
    onSwitch(to, create);
  };

  return (
    <div className="branch">
      <Button icon={BranchIcon} isDisabled={disabled} aria-expanded={open} onPress={() => void show()}>
        {branch ?? t('publishing.noBranch')}
      </Button>
      {open ? (
        <section className="branch-box" aria-label={t('publishing.branches')}>
          <ul className="branch-list">
            {branches.map((one) => (
              <li key={one.name}>
                <button
                  type="button"
                  className="shelf branch-line"
                  aria-current={one.current}
                  disabled={one.current || one.elsewhere}
                  onClick={() => choose(one.name, false)}
                >
                  <span className="shelf-name">{one.name}</span>
                  <span className="count">
                    {one.current
                      ? t('publishing.here')
                      : one.elsewhere
                        ? t('publishing.elsewhere')
                        : one.subject}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <form
            className="branch-new"
            onSubmit={(event) => {
              event.preventDefault();
              if (name.trim() !== '') choose(name.trim(), true);
            }}
          >
            <TextField label={t('publishing.newBranch')} value={name} onChange={setName} mono />
            <Button type="submit" isDisabled={name.trim() === ''}>
              {t('publishing.makeBranch')}
            </Button>
          </form>
          <p className="hint">{t('publishing.branchHint')}</p>
        </section>
      ) : null}
    </div>
  );
}
