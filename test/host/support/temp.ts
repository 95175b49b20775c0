// Temporary folders of tests: made under the system's own, removed after each test.

import { realpathSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';

/** Registers the cleaning and gives the maker of folders. Call it once, at the top of a test file. */
export function tempFolders(): (label?: string) => Promise<string> {
  const made: string[] = [];
  afterEach(async () => {
    for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return async (label = 'galley') => {
    const folder = await mkdtemp(join(realpathSync(tmpdir()), `${label}-`));
    made.push(folder);
    return folder;
  };
}
