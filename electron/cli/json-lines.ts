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

export type JsonObject = Readonly<Record<string, unknown>>;

/** Answers each line with `{id, ...}`; a line that fails gives `{id, error}`. Gives the number of failures. */
export async function answerLines(
  handle: (request: JsonObject) => JsonObject,
  input: AsyncIterable<Uint8Array> = process.stdin,
  output: NodeJS.WritableStream = process.stdout,
): Promise<number> {
  let failures = 0;
  for await (const line of lines(input)) {
    if (line.trim() === '') continue;
    const answer = answerLine(line, handle);
    if ('error' in answer) failures += 1;
    if (!output.write(`${JSON.stringify(answer)}\n`)) await once(output, 'drain');
  }
  return failures;
}

function answerLine(line: string, handle: (request: JsonObject) => JsonObject): JsonObject {
  let id: unknown = null;
  try {
    const request: unknown = JSON.parse(line);
    if (typeof request !== 'object' || request === null) throw new Error('not a JSON object');
    id = 'id' in request ? request.id : null;
    return { id, ...handle(request as JsonObject) }; // an object that JSON.parse made
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}
