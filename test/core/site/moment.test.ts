// Dates against Ruby's own reading where Ruby is installed, and the arithmetic of zones.
import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDateText, readPlainDate } from '#core/site/moment.ts';
import { utc, utcMoment, type Zone, zoneOf } from '#core/site/zone.ts';

const seoul = zoneOf('Asia/Seoul') as Zone; // every system knows it
const newYork = zoneOf('America/New_York') as Zone; // likewise
const ruby = spawnSync('ruby', ['-e', '']).status === 0;

const forms: readonly string[] = [
  '2024-10-03',
  '2024-1-5',
  '24-1-5',
  '69-1-5',
  '12-1-5',
  '2024/10/3',
  '2024.10.03',
  '20241003',
  '20241003T101112',
  '20241003101112',
  '3-10-2024',
  '10/03/2024',
  'Oct 3, 2024',
  'October 3rd, 2024 3pm',
  '3 October 2024 10:20',
  'Thu, 03 Oct 2024 10:00:00 GMT',
  '2024-10-03 10:00',
  '2024-10-03 10',
  '2024-10-03 9:5:1',
  '2024-10-03 10:00 PM',
  '2024-10-03 12:30 am',
  '2024-10-03T10:00:00',
  '2024-10-03T10:00:00Z',
  '2024-10-03T10:00:00.123+09:00',
  '2024-10-03 10:00:00.000000000 +00:00',
  '2024-10-03 10:00:00 +09',
  '2024-10-03 10:00:00 -0530',
  '2024-10-03 10:00:00 -4',
  '2024-10-03 10:00:00 EST',
  '2024-10-03 10:00:00 CEST',
  '2024-10-03 10:00:00 KST',
  '2024-10-03 10:00:00 UTC',
  '2024-10-03 10:00:00 Asia/Seoul',
  '2024-10-03 10:00::00',
  '2024-10-03 +0900',
  '2024-10-03 24:00:00',
  '2024-10-03 25:00:00',
  '2024-10-03 23:59:60',
  '2024-02-30',
  '2024-02-32',
  '2024-13-01',
  '0000-00-00',
  '2024년 10월 3일',
  '2024',
  '2024-10',
  'someday',
  '',
];

describe.skipIf(!ruby)('as Ruby reads them', () => {
  const script = 'puts JSON.parse(STDIN.read).map { |s| (Time.parse(s).to_i rescue nil) }.to_json';
  const asked = (zone: string): readonly (number | null)[] =>
    JSON.parse(
      execFileSync('ruby', ['-rtime', '-rjson', '-e', `ENV["TZ"] = "${zone}"; ${script}`], {
        input: JSON.stringify(forms),
        encoding: 'utf8',
      }),
    ) as readonly (number | null)[]; // the script prints exactly this
  it.each(['Asia/Seoul', 'America/New_York', 'UTC'])('in %s', (name) => {
    const wanted = asked(name);
    const zone = zoneOf(name) ?? utc;
    const ours = forms.map((form) => readDateText(form, zone)?.time ?? null);
    expect(forms.map((form, i) => [form, ours[i] === null ? null : (ours[i] ?? 0) / 1000])).toEqual(
      forms.map((form, i) => [form, wanted[i]]),
    );
  });
});

describe('unquoted timestamps', () => {
  it('without a zone are UTC, with one are what they say', () => {
    expect(readPlainDate('2024-10-03 20:00:00', seoul)).toEqual({
      time: Date.UTC(2024, 9, 3, 20),
      text: '2024-10-03T20:00:00',
    });
    expect(readPlainDate('2024-10-03 20:00:00 +0900', seoul)).toEqual({
      time: Date.UTC(2024, 9, 3, 11),
      text: '2024-10-03T20:00:00+09:00',
    });
    expect(readPlainDate('2024-1-3T2:00:00 -4', seoul)?.text).toBe('2024-01-03T02:00:00-04:00');
    expect(readPlainDate('2024-10-03', seoul)).toEqual({
      time: Date.UTC(2024, 9, 2, 15),
      text: '2024-10-03',
    });
    expect(readPlainDate('someday', seoul)).toBeNull();
  });
});

describe('zones', () => {
  it('know the offset of a moment, and unknown names', () => {
    expect(newYork.offset(Date.UTC(2024, 0, 1))).toBe(-5 * 3_600_000);
    expect(newYork.offset(Date.UTC(2024, 6, 1))).toBe(-4 * 3_600_000);
    expect(seoul.offset(Date.UTC(1988, 6, 1))).toBe(10 * 3_600_000);
    expect(zoneOf('Middle/Earth')).toBeNull();
  });

  it('give back every wall time that exists', () => {
    const names = [
      'Asia/Seoul',
      'America/New_York',
      'Europe/Berlin',
      'Africa/Casablanca',
      'Australia/Lord_Howe',
      'UTC',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.integer({ min: 0, max: 2_000_000_000 }), (name, seconds) => {
        const zone = zoneOf(name) ?? utc;
        const wall = zone.wall(seconds * 1000);
        const back = zone.moment(wall);
        // A wall time that comes twice gives the later moment.
        expect(zone.wall(back)).toEqual(wall);
        expect(back).toBeGreaterThanOrEqual(seconds * 1000);
        expect(utcMoment(wall) - zone.offset(seconds * 1000)).toBe(seconds * 1000);
      }),
      { numRuns: 2000 },
    );
  });
});
