// Owns: where posts are found on the web, as links.
// Must not know: how an address is worked out, or how a link is opened.
import { useTranslation } from 'react-i18next';
import type { PostAddress } from '#contract/publish-calls.ts';

/** An address as a person reads it: Hangul stays Hangul. */
export function shownAddress(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

/** A link where the address is whole; a blog that does not name its host has addresses from its root only. */
export function Address({ url, children }: { readonly url: string; readonly children?: string }) {
  const words = children ?? shownAddress(url);
  if (!/^https?:\/\//i.test(url)) return <span className="address">{words}</span>;
  return (
    <a className="address" href={url} target="_blank" rel="noreferrer" title={shownAddress(url)}>
      {words}
    </a>
  );
}

export function Addresses({ posts }: { readonly posts: readonly PostAddress[] }) {
  const { t } = useTranslation();
  if (posts.length === 0) return null;
  return (
    <ul className="addresses" aria-label={t('publishing.addresses')}>
      {posts.map(({ title, url }) => (
        <li key={url}>
          <span className="address-title">{title}</span>
          <Address url={url} />
        </li>
      ))}
    </ul>
  );
}
