// Owns: a real Chromium for tests: an installed one, else Playwright's, else Debian's package where this may install it.
// Must not know: what is tested. Without any browser a test is skipped with a reason; under CI it fails instead.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

const isRoot = process.getuid?.() === 0;

function inPath(names: readonly string[]): string | null {
  const folders = (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':');
  for (const name of names) {
    for (const folder of folders) {
      if (folder !== '' && existsSync(join(folder, name))) return join(folder, name);
    }
  }
  return null;
}

function installed(): string | null {
  const fixed = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ];
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  return inPath(names) ?? fixed.find((path) => existsSync(path)) ?? null;
}

function playwrights(): string | null {
  const path = chromium.executablePath();
  return path !== '' && existsSync(path) ? path : null;
}

function debians(): string | null {
  if (!isRoot || inPath(['apt-get']) === null) return null;
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore', timeout: 300_000, env });
    execFileSync('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'], {
      stdio: 'ignore',
      timeout: 600_000,
      env,
    });
  } catch {
    return null;
  }
  return installed();
}

let found: string | null | undefined;

/** Path of a Chromium; null where there is none. Throws under CI instead. */
export function findBrowser(): string | null {
  found ??= process.env.GALLEY_BROWSER ?? installed() ?? playwrights() ?? debians();
  if (found === null && process.env.CI !== undefined) throw new Error('no Chromium on this CI machine');
  return found;
}

/** Why tests that need a browser are skipped; null where there is one. */
export const noBrowser = (): string | null =>
  findBrowser() === null ? 'no Chromium, Chrome or Edge on this machine' : null;

/** Starts the browser; the caller closes it. */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error('no browser');
  return chromium.launch({
    ...options,
    executablePath,
    args: [
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(isRoot ? ['--no-sandbox'] : []),
      ...(options.args ?? []),
    ],
  });
}
