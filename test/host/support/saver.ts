// A process that saves one file again and again until it is killed, or once with its end at a chosen operation.
// Started by tests as: tsx saver.ts loop FILE | tsx saver.ts at INDEX before|after FILE
import { readFileSync, writeSync } from 'node:fs';
import { versionOf } from '#host/files/version.ts';
import { writeAtomic } from '#host/files/write-atomic.ts';
import { withFaults } from './faults.ts';
import { saverText } from './saver-text.ts';

const [mode = '', ...rest] = process.argv.slice(2);

if (mode === 'loop') {
  const [file = ''] = rest;
  let base = versionOf(readFileSync(file));
  for (let n = 1; ; n++) {
    const bytes = Buffer.from(saverText(n));
    const result = await writeAtomic(file, bytes, base);
    if (!result.ok) throw new Error('conflict with nobody');
    base = result.version;
    // Only what was said to be saved must be there; the line goes out at once, without a buffer of ours.
    writeSync(1, `${n}\n`);
  }
}

if (mode === 'at') {
  const [index = '', when = '', file = ''] = rest;
  const { fs, done } = withFaults((at, _name, moment) => {
    if (at === Number(index) && moment === when) process.kill(process.pid, 'SIGKILL');
  });
  await writeAtomic(file, Buffer.from(saverText(2)), 'any', { fs });
  writeSync(1, `done ${done.length}\n`);
}
