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

/** More addresses than this are shown on asking. */
const AT_ONCE = 4;

export function Addresses({ posts }: { readonly posts: readonly PostAddress[] }) {
  const { t } = useTranslation();
  if (posts.length === 0) return null;
  const rest = posts.slice(AT_ONCE);
  return (
    <>
      <AddressList posts={posts.slice(0, AT_ONCE)} />
      {rest.length === 0 ? null : (
        <details className="address-more">
          <summary>{t('publishing.more', { count: rest.length })}</summary>
          <AddressList posts={rest} />
        </details>
      )}
    </>
  );
}

function AddressList({ posts }: { readonly posts: readonly PostAddress[] }) {
  const { t } = useTranslation();
  return (
    <ul className="addresses" aria-label={t('publishing.addresses')}>
      {posts.map(({ title, url }) => (
        <li key={url}>
          <span className="address-title" title={title}>
            {title}
          </span>
          <Address url={url} />
        </li>
      ))}
    </ul>
  );
}
