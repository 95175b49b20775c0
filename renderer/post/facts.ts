// Owns: what the preview is told of the post and its blog: addresses, the head of the page; and web links leaving it.
// Must not know: the editor, the preview's inside.
import type { CallResult } from '#contract/calls.ts';
import { parseDateText } from '#core/frontmatter/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { PreviewFacts } from '../preview/preview.ts';
import type { PostViewProps } from './post-view.ts';

export type SiteModel = CallResult<'site.model'>;

/** Where addresses in the post lead. */
export function factsOf(
  props: Pick<PostViewProps, 'info' | 'entries'>,
  post: RelPath,
  site: SiteModel | null,
): PreviewFacts {
  const text = (key: string): string => {
    const value = site?.config[key];
    return typeof value === 'string' ? value : '';
  };
  return {
    addresses: {
      mediaBase: new URL(props.info.mediaBase, document.baseURI).href,
      post,
      baseurl: text('baseurl'),
      siteUrl: text('url'),
    },
    entries: props.entries,
  };
}

/** What the page's head shows. */
export function headOf(
  props: Pick<PostViewProps, 'entries' | 'path'>,
  data: Readonly<Record<string, unknown>>,
) {
  const entry = props.entries.find((one) => one.path === props.path);
  const title = data.title;
  const date = data.date;
  return {
    title: typeof title === 'string' || typeof title === 'number' ? String(title) : (entry?.title ?? ''),
    date: dayOf(typeof date === 'string' ? date : (entry?.date ?? '')),
    lang: document.documentElement.lang,
  };
}

/** The day as a reader is told it; the text itself where it is no date. */
function dayOf(date: string): string | null {
  const parts = parseDateText(date);
  if (!parts) return date === '' ? null : date;
  const format = new Intl.DateTimeFormat(document.documentElement.lang, {
    dateStyle: 'long',
    timeZone: 'UTC',
  });
  return format.format(Date.UTC(parts.year, parts.month - 1, parts.day));
}

/** The shell hands a web link of a new window to the system's browser; it checks the scheme again. */
export function openWeb(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  link.click();
}
