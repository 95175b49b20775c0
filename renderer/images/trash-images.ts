// Owns: moving images that nothing uses to the trash, and bringing them back.
// Must not know: who asked.
import { CallError } from '#contract/errors.ts';
import type { Client } from '#contract/transport.ts';
import type { RelPath } from '#core/journal/entry.ts';

/** Moves the images to the system's trash and gives the way back. Rejects with nothing moved where one of them is used. */
export async function trashImages(client: Pick<Client, 'call'>, paths: readonly RelPath[]): Promise<string> {
  const { planId, left } = await client.call('media.plan', {
    change: { op: 'trash', paths: [...paths], used: false },
  });
  const [first] = left;
  if (first !== undefined) throw new CallError('refused', first.message, { path: first.path });
  const { done } = await client.call('media.apply', { planId });
  return done.id;
}

export async function bringBack(client: Pick<Client, 'call'>, id: string): Promise<void> {
  await client.call('media.undo', { id });
}
