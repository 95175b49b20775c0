// The guard as a table: what each kind of request gets. Every rule has a request that only this rule refuses.
import { describe, expect, test } from 'vitest';
import { equalSecret, type GuardFacts, type GuardRequest, guard } from '../../electron/browser/guard.ts';

const facts: GuardFacts = {
  host: '127.0.0.1:4000',
  cookieName: 'galley-4000',
  sessions: ['s3cret-one', 's3cret-two'],
};
const host = ['Host', '127.0.0.1:4000'] as const;
const origin = ['Origin', 'http://127.0.0.1:4000'] as const;
const cookie = ['Cookie', 'galley-4000=s3cret-two'] as const;
const json = ['Content-Type', 'application/json'] as const;
type Header = readonly [string, string];

const ask = (target: string, headers: readonly Header[], more: Partial<GuardRequest> = {}) => {
  const verdict = guard({ method: 'GET', target, headers, upgrade: false, ...more }, facts);
  return verdict.allow ? verdict.route : verdict.status;
};
const socket = { upgrade: true };
const post = { method: 'POST' };

const allowed: readonly (readonly [string, ReturnType<typeof ask>, string])[] = [
  ['the start page', ask('/', [host]), 'page'],
  [
    'the start page from a redirect file',
    ask('/', [
      host,
      ['Sec-Fetch-Site', 'cross-site'],
      ['Sec-Fetch-Mode', 'navigate'],
      ['Sec-Fetch-Dest', 'document'],
    ]),
    'page',
  ],
  ['the start page typed in', ask('/', [host, ['Sec-Fetch-Site', 'none']]), 'page'],
  [
    'a file of the page',
    ask('/assets/index-1a2b3c4d.js', [host, origin, ['Sec-Fetch-Site', 'same-origin']]),
    'page',
  ],
  ['HEAD', ask('/', [host], { method: 'HEAD' }), 'page'],
  ['the exchange of the token', ask('/session', [host, origin, json], post), 'session'],
  ['the socket', ask('/socket', [host, origin, cookie], socket), 'socket'],
  [
    'the socket beside foreign cookies',
    ask(
      '/socket',
      [host, origin, ['Cookie', 'galley-4001=x; galley-4000=old; galley-4000=s3cret-one; a=b']],
      socket,
    ),
    'socket',
  ],
  ['an image', ask('/media/assets/a.png', [host, cookie, ['Sec-Fetch-Site', 'same-origin']]), 'media'],
  ['an image with a query', ask('/media/a.png?v=1', [host, cookie]), 'media'],
];

const refused: readonly (readonly [string, ReturnType<typeof ask>, number])[] = [
  ['no host', ask('/', []), 403],
  ['another host', ask('/', [['Host', 'evil.example:4000']]), 403],
  ['a name that resolves here', ask('/', [['Host', 'localhost:4000']]), 403],
  ['another port', ask('/', [['Host', '127.0.0.1:4001']]), 403],
  ['a host with a dot', ask('/', [['Host', '127.0.0.1.:4000']]), 403],
  ['two hosts', ask('/', [host, ['host', 'evil.example']]), 400],
  ['two origins', ask('/session', [host, origin, origin, json], post), 400],
  ['two cookies headers', ask('/media/a.png', [host, cookie, cookie]), 400],
  ['another origin', ask('/', [host, ['Origin', 'http://evil.example']]), 403],
  ['the null origin', ask('/session', [host, ['Origin', 'null'], json], post), 403],
  ['https of the same host', ask('/session', [host, ['Origin', 'https://127.0.0.1:4000'], json], post), 403],
  [
    'an origin that only starts alike',
    ask('/session', [host, ['Origin', 'http://127.0.0.1:40000'], json], post),
    403,
  ],
  ['an absolute target', ask('http://evil.example/', [host]), 400],
  ['a target without a slash', ask('*', [host], { method: 'OPTIONS' }), 400],
  ['a control character', ask('/a\u0001', [host]), 400],
  ['a raw non-ASCII target', ask('/\u00e9', [host]), 400],
  ['a target too long', ask(`/${'a'.repeat(9000)}`, [host]), 400],
  ['POST to the page', ask('/', [host, origin], post), 405],
  ['OPTIONS', ask('/', [host], { method: 'OPTIONS' }), 405],
  ['GET of the session', ask('/session', [host, origin, json]), 405],
  ['a session without origin', ask('/session', [host, json], post), 403],
  [
    'a session from another site',
    ask('/session', [host, origin, json, ['Sec-Fetch-Site', 'cross-site']], post),
    403,
  ],
  [
    'a session from the same site, not origin',
    ask('/session', [host, origin, json, ['Sec-Fetch-Site', 'same-site']], post),
    403,
  ],
  [
    'a session as a form',
    ask('/session', [host, origin, ['Content-Type', 'application/x-www-form-urlencoded']], post),
    415,
  ],
  ['a session as plain text', ask('/session', [host, origin, ['Content-Type', 'text/plain']], post), 415],
  ['a session without a type', ask('/session', [host, origin], post), 415],
  ['a socket without upgrade', ask('/socket', [host, origin, cookie]), 405],
  ['a socket by POST', ask('/socket', [host, origin, cookie], { ...socket, ...post }), 405],
  ['a socket without origin', ask('/socket', [host, cookie], socket), 403],
  [
    'a socket of another site',
    ask('/socket', [host, origin, cookie, ['Sec-Fetch-Site', 'cross-site']], socket),
    403,
  ],
  ['a socket without cookie', ask('/socket', [host, origin], socket), 401],
  [
    'a socket with a wrong cookie',
    ask('/socket', [host, origin, ['Cookie', 'galley-4000=wrong']], socket),
    401,
  ],
  [
    'a socket with another port’s cookie',
    ask('/socket', [host, origin, ['Cookie', 'galley-4001=s3cret-one']], socket),
    401,
  ],
  ['a socket with an empty cookie', ask('/socket', [host, origin, ['Cookie', 'galley-4000=']], socket), 401],
  ['an upgrade elsewhere', ask('/media/a.png', [host, origin, cookie], socket), 400],
  ['an image without cookie', ask('/media/a.png', [host]), 401],
  ['an image from another site', ask('/media/a.png', [host, cookie, ['Sec-Fetch-Site', 'cross-site']]), 403],
  [
    'an image opened from elsewhere',
    ask('/media/a.png', [host, cookie, ['Sec-Fetch-Site', 'none'], ['Sec-Fetch-Mode', 'navigate']]),
    403,
  ],
  [
    'a script of the page from another site',
    ask('/assets/a.js', [
      host,
      ['Sec-Fetch-Site', 'cross-site'],
      ['Sec-Fetch-Mode', 'no-cors'],
      ['Sec-Fetch-Dest', 'script'],
    ]),
    403,
  ],
  [
    'the page in a frame of another site',
    ask('/', [
      host,
      ['Sec-Fetch-Site', 'cross-site'],
      ['Sec-Fetch-Mode', 'navigate'],
      ['Sec-Fetch-Dest', 'iframe'],
    ]),
    403,
  ],
  [
    'the page fetched by another site',
    ask('/', [
      host,
      ['Sec-Fetch-Site', 'cross-site'],
      ['Sec-Fetch-Mode', 'no-cors'],
      ['Sec-Fetch-Dest', 'document'],
    ]),
    403,
  ],
];

describe('guard', () => {
  test.each(allowed)('allows %s', (_name, verdict, route) => {
    expect(verdict).toBe(route);
  });

  test.each(refused)('refuses %s', (_name, verdict, status) => {
    expect(verdict).toBe(status);
  });

  test('no session is open before the first exchange', () => {
    const request: GuardRequest = {
      method: 'GET',
      target: '/media/a.png',
      headers: [host, ['Cookie', 'galley-4000=']],
      upgrade: false,
    };
    expect(guard(request, { ...facts, sessions: [] })).toMatchObject({ allow: false, status: 401 });
  });

  test('secrets are equal only as a whole', () => {
    expect(equalSecret('abc', 'abc')).toBe(true);
    for (const [a, b] of [
      ['abc', 'abd'],
      ['abc', 'ab'],
      ['ab', 'abc'],
      ['', 'a'],
      ['a', ''],
      ['aa', 'a'],
    ] as const) {
      expect(equalSecret(a, b)).toBe(false);
    }
  });
});
