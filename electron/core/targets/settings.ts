// Owns: settings of a target as text and as choices laid over what was learned.
// Must not know: where they are kept.
import { isSafeTargetPath } from '#core/export/paths.ts';
import { asValues } from './config.ts';
import { type GeneratorName, generatorNames, type TargetSettings } from './types.ts';

/** Settings as remembered or chosen: whatever is not said is learned from the target. */
export type ChosenSettings = { readonly [Key in keyof TargetSettings]?: TargetSettings[Key] };

const VERSION = 1;

/** The text in which settings are remembered. */
export function writeSettings(settings: TargetSettings): string {
  return `${JSON.stringify({ galleyTarget: VERSION, ...settings }, null, 2)}\n`;
}

/** Reads remembered settings; null for a text that holds none. What makes no sense is left out. */
export function readSettings(text: string): ChosenSettings | null {
  try {
    const value = asValues(JSON.parse(text));
    return value.galleyTarget === VERSION ? settingsIn(value) : null;
  } catch {
    return null;
  }
}

function settingsIn(value: Readonly<Record<string, unknown>>): ChosenSettings {
  const chosen: { -readonly [Key in keyof TargetSettings]?: TargetSettings[Key] } = {};
  const generator = generatorNames.find((name) => name === value.generator);
  if (generator !== undefined) chosen.generator = generator;
  const { content, images, beside, names, format } = value;
  if (typeof content === 'string' && isFolder(content)) chosen.content = content;
  if (typeof images === 'string' && isFolder(images)) chosen.images = images;
  if (typeof beside === 'boolean') chosen.beside = beside;
  if (names === 'slug' || names === 'date-slug') chosen.names = names;
  if (format === 'yaml' || format === 'toml') chosen.format = format;
  return chosen;
}

/** True for a folder that posts may be written to; empty is the target's root. */
export function isFolder(path: string): boolean {
  return path === '' || isSafeTargetPath(path);
}

/**
 * Lays what a person chose over what was learned. Choices made for another generator do not count: its folders mean nothing
 * here. TOML is Hugo's alone, and so are files beside a post where the generator cannot show them.
 */
export function settingsFor(
  learned: TargetSettings,
  ...chosen: readonly (ChosenSettings | null)[]
): TargetSettings {
  let settings = learned;
  for (const choice of chosen) {
    if (choice === null || (choice.generator ?? settings.generator) !== settings.generator) continue;
    settings = { ...settings, ...choice };
  }
  const { generator } = settings;
  return {
    ...settings,
    format: generator === 'hugo' || generator === 'plain' ? settings.format : 'yaml',
    beside: settings.beside && canStandBeside(generator),
  };
}

/** Eleventy publishes no file beside a post unless its configuration says so, and a Jekyll blog never does. */
export function canStandBeside(generator: GeneratorName): boolean {
  return generator !== 'jekyll' && generator !== 'eleventy';
}
