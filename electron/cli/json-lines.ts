// Owns: the JSON-lines habit of the command line: one request a line in, one answer a line out, in bounded memory.
// Must not know: what is asked.
import { once } from 'node:events';
import { StringDecoder } from 'node:string_decoder';

/** Lines of a byte stream, ended by LF only: JSON text may hold any other line separator. */
export async function* lines(input: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let parts: string[] = [];
  for await (const chunk of input) {
    const text = decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    let from = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      parts.push(text.slice(from, end));
      yield parts.join('');
      parts = [];
      from = end + 1;
    }
    if (from < text.length) parts.push(text.slice(from));
  }
  parts.push(decoder.end());
  const rest = parts.join('');
  if (rest !== '') yield rest;
}

/** Answers each line that is not blank with one line; waits where the reader is slower. */
export async function answerLines(
  answer: (line: string) => string,
  input: AsyncIterable<Uint8Array> = process.stdin,
  output: NodeJS.WritableStream = process.stdout,
): Promise<void> {
  for await (const line of lines(input)) {
    if (line.trim() === '') continue;
    if (!output.write(`${answer(line)}\n`)) await once(output, 'drain');
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** An answer to lines of JSON objects: `{id, ...}` of what `handle` gives, or `{id, error}` of what it throws. */
export function answerObject(handle: (request: JsonObject) => JsonObject): (line: string) => string {
  return (line) => {
    let id: unknown = null;
    try {
      const request: unknown = JSON.parse(line);
      if (typeof request !== 'object' || request === null) throw new Error('not a JSON object');
      id = 'id' in request ? request.id : null;
      return JSON.stringify({ id, ...handle(request as JsonObject) }); // an object that JSON.parse made
    } catch (error) {
      return JSON.stringify({ id, error: error instanceof Error ? error.message : String(error) });
    }
  };
}
