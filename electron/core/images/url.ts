// Owns: the URL by which a post refers to a file of the journal.
// Must not know: the site's own address.
import { encodePath } from './escape.ts';

/** Root-absolute URL of a path below the root, spelled so that it stands in Markdown and in HTML alike. */
export function urlOfPath(path: string): string {
  return `/${encodePath(path, 'markdown', '')}`;
}
