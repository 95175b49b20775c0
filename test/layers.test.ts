// Who may import whom: the table of ARCHITECTURE.md as a test. A forbidden edge is printed with its file and line.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Edge, importsOf, sourceFiles } from './support/imports.ts';

const root = join(import.meta.dirname, '..');

interface Rule {
  /** Folders or files whose runtime code may be loaded. */
  readonly files: readonly string[];
  /** Folders whose types may be named. */
  readonly types?: readonly string[];
  readonly node?: true;
  /** Packages; a name ending in `/` stands for a scope. */
  readonly packages: readonly string[];
  readonly packageTypes?: readonly string[];
}

const pure = [
  'yaml',
  'smol-toml',
  'js-yaml',
  'es-hangul',
  'highlight.js',
  'liquidjs',
  'markdown-it',
  'marked',
];

/** First match counts, so exceptions stand above the folders they are in. */
const rules: Readonly<Record<string, Rule>> = {
  'electron/core/': { files: ['electron/core/'], packages: pure, packageTypes: ['gray-matter'] },
  'electron/contract/': { files: ['electron/contract/'], types: ['electron/core/'], packages: ['zod'] },
  'electron/host/': {
    files: ['electron/host/', 'electron/core/', 'electron/contract/'],
    node: true,
    packages: ['sharp', 'file-type', 'env-paths', 'trash', 'gray-matter', 'zod', ...pure],
  },
  'electron/desktop/preload.ts': { files: [], types: ['electron/contract/'], packages: ['electron'] },
  'electron/desktop/': {
    files: ['electron/desktop/', 'electron/host/', 'electron/contract/', 'electron/core/'],
    node: true,
    packages: ['electron'],
  },
  'electron/browser/': {
    files: ['electron/browser/', 'electron/host/', 'electron/contract/', 'electron/core/'],
    node: true,
    packages: ['ws', 'open'],
  },
  // `galley serve` is how the browser shell is started by hand.
  'electron/cli/serve.ts': {
    files: ['electron/cli/', 'electron/browser/start.ts'],
    node: true,
    packages: [],
  },
  'electron/cli/': {
    files: ['electron/cli/', 'electron/host/', 'electron/contract/', 'electron/core/', 'package.json'],
    node: true,
    packages: ['commander'],
  },
  'renderer/': {
    files: ['renderer/', 'electron/core/', 'electron/contract/'],
    packages: [
      'react',
      'react-dom',
      'react-aria-components',
      'react-resizable-panels',
      '@tanstack/react-virtual',
      'react-i18next',
      'i18next',
      'lucide-react',
      'codemirror',
      '@codemirror/',
      '@lezer/',
      'dompurify',
      'katex',
      'pretendard',
      'diff',
      'es-hangul',
      '@internationalized/date',
    ],
    packageTypes: ['vite'],
  },
};

const within = (path: string, places: readonly string[]): boolean =>
  places.some((place) => path === place || (place.endsWith('/') && path.startsWith(place)));

function ruleOf(file: string): Rule | undefined {
  const exact = rules[file];
  return exact ?? Object.entries(rules).find(([place]) => within(file, [place]))?.[1];
}

function isAllowed(edge: Edge, rule: Rule): boolean {
  if (edge.kind === 'node') return rule.node === true;
  if (edge.kind === 'unknown') return false;
  if (edge.kind === 'package') {
    return within(edge.to, rule.packages) || (edge.typeOnly && within(edge.to, rule.packageTypes ?? []));
  }
  return within(edge.to, rule.files) || (edge.typeOnly && within(edge.to, rule.types ?? []));
}

const words = (edge: Edge): string =>
  `${edge.from}:${edge.line} imports ${edge.to}${edge.typeOnly ? ' (types)' : ''}`;

const files = sourceFiles(root, ['electron', 'renderer']);
const edges = files.flatMap((file) => importsOf(root, file));

describe('layers', () => {
  test('every source file is under a rule', () => {
    expect(files.filter((file) => ruleOf(file) === undefined)).toEqual([]);
    expect(edges.length).toBeGreaterThan(files.length);
  });

  test('no import leaves its layer', () => {
    const offending = edges.filter((edge) => {
      const rule = ruleOf(edge.from);
      return rule === undefined || !isAllowed(edge, rule);
    });
    expect(offending.map(words)).toEqual([]);
  });

  test('every imported package is declared', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>;
      readonly devDependencies: Readonly<Record<string, string>>;
    }; // ours
    const declared = { ...manifest.dependencies, ...manifest.devDependencies };
    const strays = edges.filter(({ kind, to }) => kind === 'package' && !(to in declared));
    expect(strays.map(words)).toEqual([]);
  });

  test('the rules refuse what they are for', () => {
    const refuse = (from: string, to: string, kind: Edge['kind'], typeOnly = false): boolean => {
      const rule = ruleOf(from);
      return rule !== undefined && !isAllowed({ from, line: 1, kind, to, typeOnly }, rule);
    };
    expect(refuse('electron/core/text.ts', 'node:fs', 'node')).toBe(true);
    expect(refuse('electron/core/text.ts', 'electron/contract/calls.ts', 'file', true)).toBe(true);
    expect(refuse('electron/contract/calls.ts', 'electron/core/text.ts', 'file')).toBe(true);
    expect(refuse('electron/contract/calls.ts', 'electron/core/text.ts', 'file', true)).toBe(false);
    expect(refuse('electron/host/ports.ts', 'electron', 'package', true)).toBe(true);
    expect(refuse('electron/desktop/preload.ts', 'electron/contract/calls.ts', 'file')).toBe(true);
    expect(refuse('electron/browser/server.ts', 'electron/desktop/main.ts', 'file')).toBe(true);
    expect(refuse('electron/cli/render.ts', 'electron/browser/start.ts', 'file')).toBe(true);
    expect(refuse('renderer/main.tsx', 'electron/host/ports.ts', 'file', true)).toBe(true);
  });
});
