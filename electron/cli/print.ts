// Owns: writing much text to standard output at once, without the streams that a short-lived command has no use for.
// Must not know: what is written.
import { writeSync } from 'node:fs';

/** Writes all bytes. Where the reader is slower than a pipe takes without waiting, the rest goes through the stream, which waits. */
export async function print(bytes: Uint8Array): Promise<void> {
  let done = 0;
  try {
    while (done < bytes.length) done += writeSync(1, bytes, done);
    return;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // A reader that has seen enough (`galley list | head`) is no failure.
    if (code === 'EPIPE') return;
    if (code !== 'EAGAIN') throw error;
  }
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));
  const rest = bytes.subarray(done);
  await new Promise<void>((resolve) => process.stdout.write(rest, () => resolve()));
}
