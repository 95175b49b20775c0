// Owns: a quiet number beside a name.
// Must not know: what is counted.
import { useTranslation } from 'react-i18next';
import { shownNumber } from './numbers.ts';

export function Count({ value }: { readonly value: number }) {
  const { i18n } = useTranslation();
  return <span className="count">{shownNumber(value, i18n.language)}</span>;
}
