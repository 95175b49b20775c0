// galley new: makes a post as the app would and prints its path below the journal.
// Must not know how names and front matter are made.
import { resolve } from 'node:path';
import { createHost } from '#host/create-host.ts';
import { nodePorts } from '#host/node-ports.ts';
import { sampleFolder, version } from './places.ts';

export interface NewOptions {
  readonly category?: readonly string[];
  readonly date?: string;
  readonly draft?: boolean;
  readonly slug?: string;
}

export async function newPost(folder: string, title: string, options: NewOptions): Promise<number> {
  const { category = [], date = localMoment(new Date()), draft = false, slug } = options;
  const host = await createHost(await nodePorts({ sampleFolder, version, mediaBase: '' }));
  try {
    await host.openFolder(resolve(folder));
    const made = await host.handlers['post.create']({
      title,
      categories: [...category],
      date,
      draft,
      ...(slug === undefined ? {} : { slug }),
    });
    process.stdout.write(`${made.path}\n`);
  } finally {
    await host.close();
  }
  return 0;
}

/** `YYYY-MM-DD HH:mm:ss +ZZZZ` in this machine's zone. */
export function localMoment(moment: Date): string {
  const two = (value: number): string => String(Math.abs(value)).padStart(2, '0');
  const offset = -moment.getTimezoneOffset();
  const day = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  const time = [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two).join(':');
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.trunc(offset / 60))}${two(offset % 60)}`;
  return `${day} ${time} ${zone}`;
}
