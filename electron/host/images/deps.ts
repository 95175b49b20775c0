// Owns: what the calls on images need of the rest of the host.
// Must not know: any one call.
import type { Settings } from '#contract/values.ts';
import type { Queues } from '#host/files/queues.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import type { HostEvent, Ports } from '#host/ports.ts';

export interface ImageDeps {
  /** The open journal, or throws `no-journal`. */
  readonly journal: () => JournalHandle;
  readonly settings: () => Settings;
  readonly queues: Queues;
  readonly ports: Pick<Ports, 'dirs' | 'now' | 'log'>;
  /** Tells the page of progress; left out where nobody listens. */
  readonly emit?: (event: HostEvent) => void;
}
