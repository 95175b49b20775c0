// Where a post will be found, and whether it will be there at all: by the configuration of the blog it goes to.
import { describe, expect, test } from 'vitest';
import { newWorld, plan, put, repository, smallJournal, tempFolder } from './support.ts';

const outlook = async (config: string) => {
  const journal = put(tempFolder(), smallJournal);
  const prepared = await plan(newWorld(), journal, repository({ '_config.yml': config }));
  return [...prepared.addresses].map(([path, { url, appears }]) => [path, url, appears.will]);
};

describe('the outlook of a post in a Jekyll blog', () => {
  test('follows the permalink and the baseurl of the blog, not those of the journal', async () => {
    expect(await outlook('permalink: /p/:title/\nbaseurl: /b\n')).toEqual([
      ['_posts/2026-01-02-first.md', '/b/p/first/', true],
      ['ml/_posts/2026-02-03-second.md', '/b/p/second/', true],
    ]);
  });

  test('follows the defaults of the blog', async () => {
    const config =
      'permalink: /p/:title/\ndefaults:\n- scope: { path: "ml/_posts/2026-02-03-second.md" }\n  values: { published: false }\n';
    expect((await outlook(config)).map(([, , will]) => will)).toEqual([true, false]);
  });
});
