// Owns: the generators as choices with their names.
// Must not know: what any of them does.
import type { TFunction } from 'i18next';
import { type GeneratorName, generatorNames } from '#core/targets/types.ts';
import type { Option } from '../ui/field.tsx';

export function generatorOptions(t: TFunction): readonly Option<GeneratorName>[] {
  return generatorNames.map((value) => ({ value, label: t(`targets.name.${value}`) }));
}
