// What the host needs from the world that differs between shells, and what it gives them.
// Knows nothing of Electron, HTTP or the page.

import type { EventName, EventPayload } from '#contract/events.ts';
import type { Handlers } from '#contract/transport.ts';

/** Effects and places a shell supplies. Paths are absolute. */
export interface Ports {
  readonly dirs: {
    /** Settings, recent journals, window state. */
    readonly config: string;
    /** Rebuildable: index, thumbnails. */
    readonly cache: string;
    /** Not rebuildable: backups of unsaved text, history, journals of running transactions. */
    readonly data: string;
    /** Where the copy of the sample journal goes. */
    readonly documents: string;
    /** Start and limit of the in-page folder chooser. */
    readonly home: string;
  };
  /** The shipped sample journal; only ever read. */
  readonly sampleFolder: string;
  readonly version: string;
  /** BCP 47 tag of the system's language. */
  readonly locale: string;
  readonly platform: 'darwin' | 'win32' | 'linux';
  readonly hasMenu: boolean;
  /** Prefix of image URLs in this shell, ending in `/`. */
  readonly mediaBase: string;
  readonly pickFolder?: (purpose: 'journal' | 'target') => Promise<string | null>;
  readonly reveal?: (file: string) => Promise<void>;
  /** Moves a file to the system's trash. */
  readonly trash: (file: string) => Promise<void>;
  readonly now: () => number;
  readonly log: (level: 'info' | 'warn' | 'error', message: string, detail?: unknown) => void;
}

/** A file that the page may show: an image of the open journal. */
export interface MediaFile {
  readonly bytes: Uint8Array;
  readonly type: string;
  /** Strong validator for HTTP caching. */
  readonly etag: string;
}

export type HostEvent = {
  readonly [N in EventName]: { readonly name: N; readonly payload: EventPayload<N> };
}[EventName];

export interface Host {
  readonly handlers: Handlers;
  onEvent(listener: (event: HostEvent) => void): () => void;
  emit(event: HostEvent): void;
  /** Opens a folder by absolute path (command line argument, native dialog); the page learns by `journal.current`. */
  openFolder(folder: string): Promise<void>;
  /** Tells the page that the person wants this folder, and perhaps a post of it (path below it), without opening it yet. */
  wantFolder(folder: string, post: string | null): Promise<void>;
  /** An image of the open journal by its percent-encoded path below the root; null: no such image, outside, or no image. */
  media(encodedPath: string): Promise<MediaFile | null>;
  /** Ends watchers and workers; pending writes are finished first. */
  close(): Promise<void>;
}
