// Owns: what the stand-in remembers: who was made, what was asked of the system, how the app ended.
// Must not know: how the app under test works.
import type { StandInWindow } from './window.ts';

export interface Asked {
  /** URLs given to the system's browser. */
  readonly external: string[];
  readonly trashed: string[];
  readonly revealed: string[];
}

interface State {
  ready: boolean;
  /** Whether this process is the first instance. */
  lock: boolean;
  /** Exit code once the app has ended. */
  exited: number | null;
  quitting: boolean;
  windows: StandInWindow[];
  /** What the next folder dialog gives; empty: cancelled. */
  dialog: readonly string[];
  dark: boolean;
  locale: string;
  displays: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
  readonly paths: Map<string, string>;
  readonly asked: Asked;
}

export const state: State = {
  ready: false,
  lock: true,
  exited: null,
  quitting: false,
  windows: [],
  dialog: [],
  dark: false,
  locale: 'en-US',
  displays: [{ x: 0, y: 0, width: 1920, height: 1080 }],
  paths: new Map(),
  asked: { external: [], trashed: [], revealed: [] },
};
