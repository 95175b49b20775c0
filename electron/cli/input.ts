// Owns: reading a whole text from a file or from standard input, as a command's argument names it.
// Must not know: what the text is.
import { readFile } from 'node:fs/promises';

/** Text of `file`, or of standard input where there is none (or `-`). Throws where the bytes are no UTF-8. */
export async function readText(file: string | undefined): Promise<string> {
  const bytes = file === undefined || file === '-' ? await readAll() : await readFile(file);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error(`${file ?? 'standard input'} is not UTF-8`);
  }
}

async function readAll(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
