// A whole host that "types" into one post until it is killed: unsaved text is backed up each time, every third is saved.
// Started by tests as: tsx typist.ts BASE FIRST
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createHost } from '#host/create-host.ts';
import { hostPorts } from './host-ports.ts';
import { rel } from './posts.ts';
import { saverText } from './saver-text.ts';

const [base = '', first = '1'] = process.argv.slice(2);
const path = rel('_posts/2024-03-05-글.md');
const host = await createHost(hostPorts(base));
await host.openFolder(join(base, 'blog'));
let { version } = await host.handlers['post.read']({ path });
writeSync(1, 'ready\n');
for (let n = Number(first); ; n++) {
  const text = saverText(n);
  await host.handlers['backup.put']({ path, text, base: version });
  writeSync(1, `typed ${n}\n`);
  if (n % 3 !== 0) continue;
  ({ version } = await host.handlers['post.save']({ path, text, base: version }));
  writeSync(1, `saved ${n}\n`);
}
