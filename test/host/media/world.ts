// A journal on disk with real pictures, the calls on media, and everything they need, real except for the trash, which is a folder.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { MediaChange, MediaPlan } from '#contract/media-calls.ts';
import { tempOwner } from '#host/files/temp-name.ts';
import { createMedia, type Media, type MediaHandlers } from '#host/media/handlers.ts';
import type { HostEvent } from '#host/ports.ts';
import { hostDeps, openWorld, type World } from '#test/host/support/posts.ts';

export interface MediaWorld extends World {
  readonly media: Media;
  readonly call: MediaHandlers;
  readonly events: readonly HostEvent[];
  /** The calls of a host that started later on the same journal. */
  again(): MediaHandlers;
  plan(change: MediaChange): Promise<MediaPlan>;
  /** Plans, applies, and gives the id for taking it back. */
  change(change: MediaChange): Promise<string>;
  /** Every file of the journal by its path, as its bytes in Latin letters. */
  disk(): Promise<Readonly<Record<string, string>>>;
}

export const site = { url: 'https://blog.example.org' };

export async function mediaWorld(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<MediaWorld> {
  const world = await openWorld(folder, files, { site });
  const events: HostEvent[] = [];
  const deps = hostDeps(folder, () => world.journal);
  const media = createMedia({ ...deps, emit: (event) => events.push(event) });
  const call = media.handlers;
  const plan = (change: MediaChange) => call['media.plan']({ change });
  return {
    ...world,
    media,
    call,
    events,
    again: () => createMedia({ ...deps, emit: () => undefined }).handlers,
    plan,
    async change(change) {
      const { planId } = await plan(change);
      return (await call['media.apply']({ planId })).done.id;
    },
    disk: () => bytesBelow(world.root),
  };
}

async function bytesBelow(root: string): Promise<Readonly<Record<string, string>>> {
  const items = await readdir(root, { recursive: true, withFileTypes: true });
  const own = items.filter((item) => item.isFile() && tempOwner(item.name) === null);
  const pairs = own.map(async (item) => {
    const path = join(item.parentPath, item.name);
    return [path.slice(root.length + 1), await readFile(path, 'latin1')] as const;
  });
  return Object.fromEntries(await Promise.all(pairs));
}

/** A photo-like picture: noise, which hardly compresses. */
export async function photo(width: number, height: number, seed = 7): Promise<Buffer> {
  const bytes = Buffer.alloc(width * height * 3);
  let state = seed;
  for (let at = 0; at < bytes.length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = 96 + (state >>> 26) + Math.floor((at / bytes.length) * 90);
  }
  return await sharp(bytes, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

export async function plain(
  width: number,
  height: number,
  kind: 'png' | 'jpeg' | 'webp' | 'gif' | 'avif' = 'png',
) {
  const image = sharp({ create: { width, height, channels: 3, background: '#3366aa' } });
  return await image[kind]().toBuffer();
}
