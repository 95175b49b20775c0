// Owns: what a target's site is: recognised, remembered or chosen; and remembering it.
// Must not know: what stands at the paths of a plan. The memory is beside the record, never in the target's tree.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Detected,
  detectGenerator,
  type GeneratorName,
  readSettings,
  readTargetSite,
  settingsFor,
  type TargetSettings,
  type TargetSite,
  writeSettings,
} from '#core/targets/index.ts';
import type { ChosenSettings } from '#core/targets/settings.ts';
import { writeAtomic } from '#host/files/write-atomic.ts';
import { lookAtTarget } from './target-look.ts';

export interface SiteOfTarget {
  readonly detected: Detected;
  readonly site: TargetSite;
  readonly settings: TargetSettings;
  /** Settings of an earlier export are known. */
  readonly remembered: boolean;
  /** What tells one state of the site from another, for caches. */
  readonly key: string;
}

const SETTINGS = 'target.json';

/** Tells a target's site. What is chosen now counts before what is remembered, and that before what is recognised. */
export async function siteOfTarget(
  root: string,
  state: string,
  chosen: ChosenSettings | null,
): Promise<SiteOfTarget> {
  const look = lookAtTarget(root);
  const detected = detectGenerator(look);
  const remembered = await rememberedSettings(state);
  const generator: GeneratorName = chosen?.generator ?? remembered?.generator ?? detected.generator;
  const site = readTargetSite(look, generator);
  const settings = settingsFor(site.defaults, remembered, chosen);
  const { keys, layout, required, markdown } = site;
  const key = JSON.stringify([settings, [...look.texts], keys, layout, required, markdown]);
  return { detected, site, settings, remembered: remembered !== null, key };
}

async function rememberedSettings(state: string): Promise<ChosenSettings | null> {
  const text = await readFile(join(state, SETTINGS), 'utf8').catch(() => null);
  return text === null ? null : readSettings(text);
}

/** Remembers the settings of a target that was exported to. A Jekyll blog has none. */
export async function rememberSettings(state: string, settings: TargetSettings): Promise<void> {
  const text = writeSettings(settings);
  const before = await readFile(join(state, SETTINGS), 'utf8').catch(() => null);
  if (before === text || (before === null && settings.generator === 'jekyll')) return;
  await writeAtomic(join(state, SETTINGS), Buffer.from(text), 'any');
}
