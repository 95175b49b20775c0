// The process that is killed: exports a journal and ends itself just before the given file operation of applying.
// Runs as a bundle of its own; prints its operations if it gets through.
import { applyExport } from '#host/export/apply.ts';
import { prepareExport } from '#host/export/prepare.ts';
import { withFaults } from '../support/faults.ts';
import { everything, gitEnv, viewOf } from './journals.ts';

const [journal = '', target = '', cache = '', data = '', stop = '-1'] = process.argv.slice(2);
const world = { cache, data, now: Date.now, env: gitEnv };
const plan = await prepareExport(world, viewOf(journal), target, everything);
const faults = withFaults((index, _name, when) => {
  if (when === 'before' && index === Number(stop)) process.kill(process.pid, 'SIGKILL');
});
await applyExport(world, plan, { skip: [], overwrite: [], commit: null, fs: faults.fs });
process.stdout.write(JSON.stringify(faults.done));
