// Owns: the one door to a site's own files: its configuration, and what Liquid needs of it.
// Must not know: anything itself; it only passes on. What lists posts imports `config-file.ts`, which loads nothing heavy.
export { type ConfigFile, readConfigFile } from './config-file.ts';
export { type SiteFiles, siteFilesOf } from './site-model.ts';
