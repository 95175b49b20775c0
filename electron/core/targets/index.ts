// Owns: the one door to export targets: what a folder is, and what its site says.
// Must not know: how files are read.
import { astroSite } from './astro.ts';
import { eleventySite } from './eleventy.ts';
import { hexoSite } from './hexo.ts';
import { hugoSite } from './hugo.ts';
import { jekyllSite, plainSite } from './plain.ts';
import type { GeneratorName, TargetLook, TargetSite } from './types.ts';

export { configFiles, type Detected, detectGenerator } from './detect.ts';
export { placeFile, placeForTarget, type TargetPlace } from './place.ts';
export { canStandBeside, readSettings, settingsFor, writeSettings } from './settings.ts';
export * from './types.ts';

const READERS: Readonly<Record<GeneratorName, (look: TargetLook) => TargetSite>> = {
  jekyll: jekyllSite,
  hugo: hugoSite,
  hexo: hexoSite,
  astro: astroSite,
  eleventy: eleventySite,
  plain: plainSite,
};

/** Reads a target as a site of `generator`, whatever it was recognised as. */
export function readTargetSite(look: TargetLook, generator: GeneratorName): TargetSite {
  return READERS[generator](look);
}
