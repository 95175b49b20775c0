// The process that is killed: changes many posts, or takes that back, and ends itself just before the given file operation.
// Runs as a bundle of its own; prints its operations if it gets through.
import { join } from 'node:path';
import type { Operation } from '#core/taxonomy/types.ts';
import { createHost } from '#host/create-host.ts';
import { diskFileSystem } from '#host/files/file-system.ts';
import { withFaults } from '../support/faults.ts';
import { hostPorts } from '../support/host-ports.ts';

const [base = '', act = 'apply', operation = '{}', stop = '-1'] = process.argv.slice(2);
const host = await createHost(hostPorts(base));
await host.openFolder(join(base, 'blog'));
const run = async (): Promise<void> => {
  if (act === 'undo') {
    await host.handlers['taxonomy.undo']({});
    return;
  }
  const wish = JSON.parse(operation) as Operation; // the test's own
  const { planId } = await host.handlers['taxonomy.plan']({ operation: wish, posts: null, redirect: true });
  start = true;
  await host.handlers['taxonomy.apply']({ planId, skip: [] });
};
let start = act === 'undo';
let count = 0;
const done: string[] = [];
const faults = withFaults((_index, name, when) => {
  if (!start || when !== 'before') return;
  done.push(name);
  if (count++ === Number(stop)) process.kill(process.pid, 'SIGKILL');
});
Object.assign(diskFileSystem, faults.fs);
await run();
process.stdout.write(JSON.stringify(done));
process.exit(0);
