// galley list: the posts of a journal as the app sees them, newest first, or its pages and documents; as lines or as JSON.
// Must not know how a post is read or the index kept.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listJson, listLine } from '#core/journal/list-text.ts';
import { listJournal, printedList } from '#host/journal/list-journal.ts';
import { appFolders } from '#host/user-folders.ts';
import { print } from './print.ts';

export interface ListCommandOptions {
  readonly json?: boolean;
  /** Pages and documents of collections instead of posts. */
  readonly documents?: boolean;
}

export async function list(folder: string, options: ListCommandOptions): Promise<number> {
  const json = options.json === true;
  if (options.documents === true) {
    const { siteFilesOf } = await import('#host/journal/site-model.ts');
    const { documents, problems } = await siteFilesOf(folder);
    for (const { message, detail } of problems)
      process.stderr.write(`${oneLine(`${detail?.path ?? ''} ${message}`.trim())}\n`);
    const shown = documents.map(({ path, collection, title, url }) => ({ path, collection, title, url }));
    const lines = shown.map(({ path, collection, title, url }) =>
      [collection ?? 'page', path, title, url ?? ''].map(oneLine).join('\t').trimEnd(),
    );
    const items = shown.map((each) => JSON.stringify(each));
    await print(
      Buffer.from(json ? `[\n${items.join(',\n')}\n]\n` : lines.map((line) => `${line}\n`).join('')),
    );
    return 0;
  }
  const how = { cacheDir: appFolders().cache, now: Date.now() };
  // Few journals have settings of their own: only for them are the posts looked at one by one.
  if (!existsSync(join(folder, '.galley', 'settings.json'))) {
    await print((await printedList(folder, how, json ? 'json' : 'lines')).text);
    return 0;
  }
  const { entriesByRules } = await import('#host/rules/list.ts');
  const { root, entries: found } = await listJournal(folder, how);
  const entries = await entriesByRules(root, found);
  const text = json
    ? `[\n${entries.map(listJson).join(',\n')}\n]\n`
    : entries.map((entry) => `${listLine(entry)}\n`).join('');
  await print(Buffer.from(text));
  return 0;
}

const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
