// Owns: the settings and the page's small state on disk, and their calls.
// Must not know: what any setting does.
import { join } from 'node:path';
import type { Handlers } from '#contract/transport.ts';
import type { Settings } from '#contract/values.ts';
import { readPrivate, writePrivate } from '#host/files/private-file.ts';
import { createQueues } from '#host/files/queues.ts';
import type { Ports } from '#host/ports.ts';
import { completeSettings } from './defaults.ts';

export interface SettingsStore {
  readonly handlers: Pick<Handlers, 'settings.set' | 'ui.load' | 'ui.save'>;
  /** The settings as they are now. */
  current(): Settings;
  /** Resolves when nothing is left to write. */
  idle(): Promise<void>;
}

type Stored = Readonly<Record<string, unknown>>;

function parseRecord(text: string): Stored {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not an object');
  return { ...value };
}

/**
 * Opens the settings in the configuration folder. Damaged ones are kept aside and the defaults hold. `onChange` hears every
 * change once it is stored.
 */
export async function createSettings(
  ports: Pick<Ports, 'dirs' | 'now' | 'log'>,
  onChange: (settings: Settings) => void,
): Promise<SettingsStore> {
  const settingsFile = join(ports.dirs.config, 'settings.json');
  const stateFile = join(ports.dirs.config, 'page-state.json');
  const queues = createQueues();
  const read = (file: string) =>
    readPrivate(file, parseRecord, ports.now(), (error) =>
      ports.log('warn', 'a damaged file of settings was kept aside', error),
    );
  let stored: Stored = (await read(settingsFile)) ?? {};
  let current = completeSettings(stored);

  return {
    current: () => current,
    idle: () => queues.idle(),
    handlers: {
      'settings.set': (change) =>
        queues.run([settingsFile], async () => {
          const given = Object.entries(change).filter(([, value]) => value !== undefined);
          // What another version of the program stored stays in the file.
          const next = { ...stored, ...Object.fromEntries(given) };
          const full = completeSettings(next);
          await writePrivate(settingsFile, Buffer.from(`${JSON.stringify({ ...next, ...full }, null, 2)}\n`));
          stored = next;
          current = full;
          onChange(current);
          return current;
        }),
      'ui.load': () =>
        queues.run([stateFile], async () => {
          const state = (await read(stateFile))?.state;
          return { state: typeof state === 'string' ? state : null };
        }),
      'ui.save': ({ state }) =>
        queues.run([stateFile], async () => {
          await writePrivate(stateFile, Buffer.from(JSON.stringify({ state })));
          return {};
        }),
    },
  };
}
