// Owns: a quiet number beside a name.
// Must not know: what is counted.
import { useTranslation } from 'react-i18next';
import { shownNumber } from './numbers.ts';

export interface CountProps {
  readonly value: number;
  /** Only to be seen: no part of the name it stands beside, which says the number in its own way. */
  readonly silent?: boolean;
}

export function Count({ value, silent = false }: CountProps) {
  const { i18n } = useTranslation();
  const shown = shownNumber(value, i18n.language);
  return silent ? <span className="count" data-silent={shown} /> : <span className="count">{shown}</span>;
}
