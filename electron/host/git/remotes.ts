// Owns: reading from a repository's settings which remotes there are and where a branch goes. Pure: lines in, values out.
// Must not know: how git is run, or what a remote holds.
import type { ConfigLine } from './parse.ts';

export interface Remote {
  readonly name: string;
  /** Without any password. */
  readonly url: string;
}

/** Where a branch is pushed to. */
export interface Destination {
  readonly remote: string;
  /** Branch over there, without `refs/heads/`. */
  readonly branch: string;
  /** The ref here that remembers where that branch was last seen. */
  readonly tracking: string;
  /** A plain fetch keeps that ref fresh; in a clone of a single branch it does not for others. */
  readonly fetched: boolean;
  /** This is the branch that ours follows. */
  readonly upstream: boolean;
  /** The branch has an upstream already, so a push sets none. */
  readonly configured: boolean;
}

const last = (config: readonly ConfigLine[], key: string): string | undefined =>
  config.findLast((line) => line.key === key)?.value;

/** The remotes with an address, `origin` first, then by name. */
export function remotesOf(config: readonly ConfigLine[]): readonly Remote[] {
  const urls = new Map<string, string>();
  for (const { key, value } of config) {
    const name = /^remote\.(.+)\.(?:push)?url$/s.exec(key)?.[1];
    // Git pushes to `pushurl` where there is one; the first of several stands for all.
    if (name !== undefined && (key.endsWith('.pushurl') || !urls.has(name))) urls.set(name, value);
  }
  return [...urls]
    .map(([name, url]) => ({ name, url: url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, '$1') }))
    .sort((a, b) => weight(a) - weight(b) || (a.name < b.name ? -1 : 1));
}

const weight = ({ name }: Remote): number => (name === 'origin' ? 0 : 1);

/**
 * Where `branch` goes: to `wanted` if given, else by its own settings, else to the one remote there is or the one called `origin`.
 * Null where none of these says so. A branch keeps its name on a remote that is not its upstream.
 */
export function destinationOf(
  config: readonly ConfigLine[],
  branch: string,
  wanted: string | null = null,
): Destination | null {
  const remotes = remotesOf(config).map(({ name }) => name);
  const upstream = last(config, `branch.${branch}.remote`);
  const merge = last(config, `branch.${branch}.merge`)?.replace(/^refs\/heads\//, '');
  const pushed = last(config, `branch.${branch}.pushremote`) ?? last(config, 'remote.pushdefault');
  const candidates = [wanted, pushed, upstream, remotes.includes('origin') ? 'origin' : null];
  const named = candidates.find((name) => typeof name === 'string' && remotes.includes(name));
  const remote = named ?? (remotes.length === 1 ? remotes[0] : undefined);
  if (remote === undefined) return null;
  const follows = remote === upstream && merge !== undefined;
  const there = follows ? merge : branch;
  const tracking = trackingOf(config, remote, there);
  return {
    remote,
    branch: there,
    tracking: tracking ?? `refs/remotes/${remote}/${there}`,
    fetched: tracking !== null,
    upstream: follows,
    configured: merge !== undefined,
  };
}

/** The ref that a fetch of `remote` puts its branch into. */
function trackingOf(config: readonly ConfigLine[], remote: string, branch: string): string | null {
  for (const [from, to] of fetchSpecs(config, remote)) {
    if (!to.startsWith('refs/remotes/')) continue;
    if (from === `refs/heads/${branch}`) return to;
    const [head, tail, ...more] = from.split('*');
    if (head === undefined || tail === undefined || more.length > 0) continue;
    const ref = `refs/heads/${branch}`;
    if (ref.startsWith(head) && ref.endsWith(tail) && ref.length >= head.length + tail.length) {
      return to.replace('*', () => ref.slice(head.length, ref.length - tail.length));
    }
  }
  return null;
}

function fetchSpecs(config: readonly ConfigLine[], remote: string): readonly (readonly [string, string])[] {
  return config
    .filter(({ key }) => key === `remote.${remote}.fetch`)
    .flatMap(({ value }) => {
      const [from, to] = value.replace(/^\+/, '').split(':');
      return from === undefined || to === undefined || value.startsWith('^') ? [] : [[from, to] as const];
    });
}

/** What to ask `remote` for so that `branch` of it is seen too, beside what a plain fetch would ask for. */
export function specsWith(config: readonly ConfigLine[], remote: string, branch: string): readonly string[] {
  const usual = fetchSpecs(config, remote).filter(([, to]) => to.startsWith('refs/remotes/'));
  return [
    ...usual.map(([from, to]) => `+${from}:${to}`),
    // A pattern: a branch that is not there (yet) is no error then.
    `+refs/heads/${branch}*:refs/remotes/${remote}/${branch}*`,
  ];
}

/** A fetch of this remote would move branches of our own, as that of a mirror does. */
export function fetchMovesBranches(config: readonly ConfigLine[], remote: string): boolean {
  return fetchSpecs(config, remote).some(([, to]) => !/^refs\/(?:remotes|tags|notes)\//.test(to));
}
