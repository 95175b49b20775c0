// Owns: a long-lived process of the true renderer, asked in batches, restarted when it hangs.
// Must not know: what the answers are compared with.

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Profile } from '#core/kramdown/index.ts';
import { oraclePath } from './kramdown-cases.ts';

export interface Settings {
  readonly profile: Profile;
  readonly options: Readonly<Record<string, unknown>>;
}

export interface Oracle {
  /** HTML for each text, with other settings than the oracle's when given; null: an error, or it took too long. */
  render(texts: readonly string[], own?: Settings): Promise<(string | null)[]>;
  stop(): void;
}

const SECONDS_FOR_ONE = 5;

export function createOracle(profile: Profile, options: Readonly<Record<string, unknown>>): Oracle {
  let child: ChildProcessWithoutNullStreams | null = null;
  let waiting: ((line: string) => void) | null = null;

  const start = (): ChildProcessWithoutNullStreams => {
    const made = spawn('ruby', [oraclePath()], { stdio: ['pipe', 'pipe', 'pipe'] });
    made.stderr.resume();
    made.stdin.on('error', () => {});
    createInterface({ input: made.stdout }).on('line', (line) => waiting?.(line));
    child = made;
    return made;
  };

  const stop = (): void => {
    child?.kill('SIGKILL');
    child = null;
  };

  const one = (markdown: string, settings: Settings): Promise<string | null> =>
    new Promise((resolve) => {
      const process = child ?? start();
      const timer = setTimeout(() => {
        waiting = null;
        stop();
        resolve(null);
      }, SECONDS_FOR_ONE * 1000);
      waiting = (line) => {
        clearTimeout(timer);
        waiting = null;
        const answer: { readonly html?: string } = JSON.parse(line);
        resolve(answer.html ?? null);
      };
      process.stdin.write(`${JSON.stringify({ id: 0, markdown, ...settings })}\n`);
    });

  return {
    async render(texts, own = { profile, options }) {
      const out: (string | null)[] = [];
      for (const text of texts) out.push(await one(text, own));
      return out;
    },
    stop,
  };
}
