// Type-checks every project of the tree with the TypeScript compiler and reports all of them before failing.
// Each folder has its own ambient world: core and contract see neither Node nor the DOM, the page sees no Node.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const projects = ['electron/core', 'electron/contract', '.', 'renderer', 'test'];
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
let failed = 0;
for (const project of projects) {
  const { status } = spawnSync(process.execPath, [tsc, '-p', project], { stdio: 'inherit' });
  if (status !== 0) {
    failed += 1;
    console.error(`types: ${project} has errors`);
  }
}
process.exitCode = failed === 0 ? 0 : 1;
