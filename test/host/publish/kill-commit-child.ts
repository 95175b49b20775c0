// The process that is killed: exports a journal and commits; a stand-in git ends it at the given command of the commit.
// Runs as a bundle of its own.
import { applyExport } from '#host/export/apply.ts';
import { prepareExport } from '#host/export/prepare.ts';
import { everything, gitEnv, viewOf } from '../export/journals.ts';

const [journal = '', target = '', cache = '', data = '', path = ''] = process.argv.slice(2);
const base = { cache, data, now: Date.now };
const plan = await prepareExport({ ...base, env: gitEnv }, viewOf(journal), target, everything);
await applyExport({ ...base, env: { ...gitEnv, PATH: `${path}:${process.env.PATH}` } }, plan, {
  skip: [],
  overwrite: [],
  commit: { message: 'Publish' },
});
