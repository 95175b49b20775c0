// A process that adds its own lines to one file, reading again whenever it was overtaken; each line that it was told is saved
// must be in the file in the end. Started by tests as: tsx appender.ts FILE NAME COUNT
import { readFileSync } from 'node:fs';
import { versionOf } from '#host/files/version.ts';
import { writeAtomic } from '#host/files/write-atomic.ts';

const [file = '', name = '', count = '0'] = process.argv.slice(2);
for (let n = 0; n < Number(count); ) {
  const before = readFileSync(file);
  const bytes = Buffer.concat([before, Buffer.from(`${name}${n}\n`)]);
  const result = await writeAtomic(file, bytes, versionOf(before));
  if (result.ok) n += 1;
}
