// Owns: asking for the name that the commits of one repository carry.
// Must not know: where it is kept.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';

export interface IdentityFormProps {
  readonly busy: boolean;
  readonly onDone: (name: string, email: string) => void;
}

export function IdentityForm({ busy, onDone }: IdentityFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const ready = name.trim() !== '' && /^\S+@\S+$/.test(email.trim());
  return (
    <form
      className="identity"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onDone(name.trim(), email.trim());
      }}
    >
      <p className="lead">{t('publishing.identity.why')}</p>
      <div className="identity-fields">
        <TextField label={t('publishing.identity.name')} value={name} onChange={setName} />
        <TextField label={t('publishing.identity.email')} value={email} onChange={setEmail} />
        <Button type="submit" isDisabled={!ready || busy}>
          {t('publishing.identity.keep')}
        </Button>
      </div>
    </form>
  );
}
