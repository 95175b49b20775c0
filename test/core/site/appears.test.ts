// Every post of the matrix against what a real Jekyll build made of it: recorded, and asked anew where Jekyll is installed.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { entryOf } from '#core/journal/entry-of.ts';
import { settle } from '#core/journal/settle.ts';
import { readSiteConfig } from '#core/site/config.ts';
import { outputFile } from '#core/site/permalink.ts';
import { unescapePath } from '#core/site/slugify.ts';
import { zoneOf } from '#core/site/zone.ts';
import { type CaseSite, sites } from '#test/cases/appears/sites.ts';
import { type BuiltPage, type BuiltSite, buildSites, hasJekyll } from '#test/support/jekyll-sites.ts';

const recordFile = resolve('test/cases/appears/recorded.json');
const installed = hasJekyll();
const built = installed ? buildSites(sites) : null;
if (built !== null && process.env.GALLEY_RECORD === '1') {
  writeFileSync(recordFile, `${JSON.stringify(built, null, 1)}\n`);
}
const recorded = JSON.parse(readFileSync(recordFile, 'utf8')) as readonly BuiltSite[]; // written by the line above

interface Read {
  readonly entries: readonly PostEntry[];
  readonly zone: string;
}

function read(site: CaseSite): Read {
  const { site: config } = readSiteConfig({ kind: 'jekyll', text: site.config, machineZone: 'UTC' });
  const now = Date.UTC(2030, 0, 1);
  const entries = Object.entries(site.files).map(([path, text]) =>
    entryOf({
      path: path as RelPath,
      text,
      size: text.length,
      modified: Date.UTC(2024, 5, 1),
      site: config,
      now,
    }),
  );
  return { entries: settle(entries, config, now), zone: config.zone };
}

/** Ruby writes a date as ISO 8601 with the offset of the site's zone. */
function isoIn(time: number, zone: string): string {
  const offset = zoneOf(zone)?.offset(time) ?? 0;
  const size = Math.abs(offset) / 60_000;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const shifted = new Date(time + offset).toISOString().slice(0, 19);
  return `${shifted}${offset < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}

const ours = (entry: PostEntry) => ({
  will: entry.appears.will,
  url: entry.appears.will ? entry.url : null,
});
const theirs = (page: BuiltPage | undefined) => ({
  will: page !== undefined,
  url: page?.url.replaceAll('&amp;', '&') ?? null,
});

it('has at least sixty cases', () => {
  expect(sites.flatMap((site) => Object.keys(site.files)).length).toBeGreaterThanOrEqual(60);
});

it.skipIf(!installed)('was recorded from the Jekyll that is installed here', () => {
  expect(recorded).toEqual(built);
});

describe.each(sites.map((site, index) => ({ name: site.name, site, index })))('$name', ({ site, index }) => {
  const result = recorded[index];
  const { entries, zone } = read(site);

  if (result?.failed !== null) {
    it('says that the build stops', () => {
      expect(entries.map((entry) => entry.appears)).toEqual([
        expect.objectContaining({ will: false, why: 'invalid' }),
      ]);
      expect(entries[0]?.problems.some((problem) => problem.severity === 'error')).toBe(true);
    });
    return;
  }

  it.each(entries)('$path', (entry) => {
    const page = result.pages[entry.path];
    expect(ours(entry)).toEqual(theirs(page));
    if (page === undefined) return;
    expect(outputFile(unescapePath(entry.url ?? ''), page.file.slice(page.file.lastIndexOf('.')))).toBe(
      page.file,
    );
    // A post that Jekyll cannot read has no title there; what we show instead is ours.
    if (page.tags === null) return;
    expect({ title: entry.title, tags: entry.tags }).toEqual({ title: page.title, tags: unique(page.tags) });
    expect(entry.categories).toEqual(unique(page.categories).filter((each) => each !== ''));
    expect(isoIn(entry.time ?? 0, zone)).toBe(isoIn(Date.parse(page.date), zone));
  });
});

function unique(values: readonly unknown[]): readonly string[] {
  return [...new Set(values.map(String))];
}
