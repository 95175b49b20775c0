// Owns: a host of one file, as slow as a test wants: each call waits in a queue until it is let through.
// Must not know: sessions.
import { CallError } from '#contract/errors.ts';
import type { Client } from '#contract/transport.ts';
import type { RelPath } from '#core/journal/entry.ts';

export const PATH = 'a.md' as RelPath; // a path that needs no checking

export const versionOf = (text: string): string => {
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
};

export interface FakeHost {
  readonly client: Client;
  /** null: the file is not there. */
  disk: string | null;
  backup: string | null;
  full: boolean;
  /** Texts that a save of ours replaced. */
  readonly replaced: string[];
  readonly acknowledged: string[];
  readonly calls: string[];
  pending(): number;
  /** Lets the call at this place of the queue do its work. */
  work(index: number): void;
  /** Lets its answer through. */
  answer(index: number): Promise<void>;
  read(): { path: RelPath; text: string; version: string; readOnly: boolean; entry: never };
}

interface Waiting {
  readonly name: string;
  readonly args: Record<string, unknown>;
  outcome: { readonly value: unknown } | { readonly error: CallError } | null;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: CallError) => void;
}

export function createFakeHost(text: string): FakeHost {
  const queue: Waiting[] = [];
  const act = (name: string, args: Record<string, unknown>): unknown => {
    switch (name) {
      case 'post.read':
        return host.read();
      case 'post.save': {
        const version = host.disk === null ? null : versionOf(host.disk);
        if (version !== args.base) throw new CallError('conflict', 'changed');
        if (host.full) throw new CallError('no-space', 'full');
        if (host.disk !== null) host.replaced.push(host.disk);
        host.disk = String(args.text);
        host.acknowledged.push(host.disk);
        return { path: PATH, version: versionOf(host.disk) };
      }
      case 'backup.put':
        host.backup = String(args.text);
        return {};
      case 'backup.drop':
        host.backup = null;
        return {};
      default:
        throw new CallError('unknown-call', name);
    }
  };
  const host: FakeHost = {
    disk: text,
    backup: null,
    full: false,
    replaced: [],
    acknowledged: [],
    calls: [],
    client: {
      call: (name, args) =>
        new Promise((resolve, reject) => {
          host.calls.push(name);
          // The fake answers by the call's name: the table's types are those of the values given above.
          queue.push({
            name,
            args: args as Record<string, unknown>,
            outcome: null,
            resolve: resolve as (value: unknown) => void,
            reject,
          });
        }),
      on: () => () => undefined,
    },
    pending: () => queue.length,
    work(index) {
      const waiting = queue[index];
      if (!waiting || waiting.outcome) return;
      try {
        waiting.outcome = { value: act(waiting.name, waiting.args) };
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        waiting.outcome = { error };
      }
    },
    async answer(index) {
      const waiting = queue[index];
      if (!waiting) return;
      host.work(index);
      queue.splice(index, 1);
      const { outcome } = waiting;
      if (outcome && 'error' in outcome) waiting.reject(outcome.error);
      else waiting.resolve(outcome?.value);
      for (let turns = 0; turns < 6; turns++) await Promise.resolve();
    },
    read() {
      if (host.disk === null) throw new CallError('not-found', 'gone');
      // The session reads text, version and read-only only.
      return {
        path: PATH,
        text: host.disk,
        version: versionOf(host.disk),
        readOnly: false,
        entry: null as never,
      };
    },
  };
  return host;
}
