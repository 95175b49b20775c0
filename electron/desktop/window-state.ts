// Owns: where the window was: read at start, checked against the screens there are, written when it closes.
// Must not know: Electron; it is given rectangles. A damaged file is as good as none.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState {
  readonly box: Box | null;
  readonly maximized: boolean;
}

const none: WindowState = { box: null, maximized: false };
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

function readBox(value: unknown): Box | null {
  if (typeof value !== 'object' || value === null) return null;
  const { x, y, width, height } = value as Readonly<Record<string, unknown>>; // an object; each value is checked below
  if (!isNumber(x) || !isNumber(y) || !isNumber(width) || !isNumber(height)) return null;
  return width < 300 || height < 200 ? null : { x, y, width, height };
}

/** The stored state, if its title bar can be reached on one of the screens. */
export function readWindowState(file: string, screens: readonly Box[]): WindowState {
  try {
    const stored = JSON.parse(readFileSync(file, 'utf8')) as { box?: unknown; maximized?: unknown }; // checked below
    const box = readBox(stored.box);
    const visible =
      box !== null &&
      screens.some(
        (screen) =>
          box.x + box.width - 100 > screen.x &&
          box.x + 100 < screen.x + screen.width &&
          box.y >= screen.y &&
          box.y + 40 < screen.y + screen.height,
      );
    return { box: visible ? box : null, maximized: stored.maximized === true };
  } catch {
    return none;
  }
}

/** Stores the state; a failure costs only the window's place. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
  } catch {
    // The next start opens in the usual place.
  }
}
