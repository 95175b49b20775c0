// Owns: the rules of a Jekyll blog that is a target, by its own configuration.
// Must not know: posts and plans.
import { readSiteConfig } from '#core/site/config.ts';
import type { SiteConfig } from '#core/site/types.ts';
import { readConfigFile } from '#host/journal/site-files.ts';

/** `root` is the blog's folder. What cannot be read of its configuration counts as not said. */
export function blogSite(root: string): SiteConfig {
  const { text, format } = readConfigFile(root);
  const machineZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return readSiteConfig({ kind: 'jekyll', text, format, machineZone }).site;
}
