// galley set: changes values of one post's front matter, every other byte as it was; or answers a stream of such requests.
// Must not know how front matter is patched or a file is written safely.
import { realpath } from 'node:fs/promises';
import { answerSetLine, parseAssignment, setRequest } from '#core/frontmatter/set-request.ts';
import { readSettled } from '#host/files/read-file.ts';
import { writeAtomic } from '#host/files/write-atomic.ts';
import { answerLines } from './json-lines.ts';

export interface SetCommandOptions {
  readonly jsonl?: boolean;
  readonly unset?: readonly string[];
}

export async function set(
  file: string | undefined,
  assignments: readonly string[],
  options: SetCommandOptions,
): Promise<number> {
  if (options.jsonl === true) {
    await answerLines((line) => answerSetLine(line));
    return 0;
  }
  const { unset = [] } = options;
  if (file === undefined) throw new Error('which file? (galley set FILE KEY=VALUE...)');
  if (assignments.length + unset.length === 0)
    throw new Error('nothing to set (galley set FILE KEY=VALUE...)');
  const changes = assignments.map((assignment) => {
    const change = parseAssignment(assignment);
    if (change === null) throw new Error(`not KEY=VALUE: ${assignment}`);
    return change;
  });
  const path = await realpath(file);
  const old = await readSettled(path);
  if (old === null) throw new Error(`there is no file ${file}`);
  const text = decode(old.bytes, file);
  const answer = setRequest({ text, set: changes, unset });
  if (!answer.ok) {
    const { message, line } = answer.reason;
    throw new Error(line === undefined ? message : `line ${line}: ${message}`);
  }
  for (const note of answer.notes) process.stderr.write(`${note.message}\n`);
  if (answer.text === text) return 0;
  const result = await writeAtomic(path, new TextEncoder().encode(answer.text), old.version);
  if (!result.ok) throw new Error(`${file} was changed by another program meanwhile`);
  return 0;
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error(`${file} is not UTF-8`);
  }
}
