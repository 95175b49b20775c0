// Owns: reading which file imports what, types and dynamic imports included, from the sources' syntax trees.
// Must not know: what is allowed.
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, posix, relative, sep } from 'node:path';
import { parseSync, Visitor } from 'vite';

export interface Edge {
  /** Path below the repository. */
  readonly from: string;
  readonly line: number;
  /** `file`: `to` is a path below the repository; `package`: a package's name; `node`: a module of Node. */
  readonly kind: 'file' | 'package' | 'node' | 'unknown';
  readonly to: string;
  /** Only types are taken: nothing is loaded at run time. */
  readonly typeOnly: boolean;
}

const aliases: Readonly<Record<string, string>> = {
  '#core/': 'electron/core/',
  '#contract/': 'electron/contract/',
  '#host/': 'electron/host/',
  '#test/': 'test/',
};

/** Source files below the given folders, as paths below the repository. */
export function sourceFiles(root: string, folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')),
  );
}

function resolveTarget(from: string, specifier: string): Pick<Edge, 'kind' | 'to'> {
  const bare = specifier.replace(/\?.*$/, '');
  const alias = Object.keys(aliases).find((prefix) => bare.startsWith(prefix));
  if (alias !== undefined)
    return { kind: 'file', to: posix.join(aliases[alias] ?? '', bare.slice(alias.length)) };
  if (bare.startsWith('.')) return { kind: 'file', to: posix.join(dirname(from), bare) };
  if (isBuiltin(bare)) return { kind: 'node', to: bare };
  const [first = '', second = ''] = bare.split('/');
  return { kind: 'package', to: first.startsWith('@') ? `${first}/${second}` : first };
}

/** Every import of one file. A dynamic import of something that is not a literal is `unknown`. */
export function importsOf(root: string, from: string): readonly Edge[] {
  const source = readFileSync(join(root, from), 'utf8');
  const { module, program, errors } = parseSync(from, source);
  if (errors.length > 0) throw new Error(`${from}: ${errors[0]?.message}`);
  const lineOf = (offset: number): number => source.slice(0, offset).split('\n').length;
  const edge = (specifier: string, offset: number, typeOnly: boolean): Edge => ({
    from,
    line: lineOf(offset),
    typeOnly,
    ...resolveTarget(from, specifier),
  });
  const edges: Edge[] = [];
  for (const { moduleRequest, start, entries } of module.staticImports) {
    const typeOnly = entries.length > 0 && entries.every(({ isType }) => isType);
    edges.push(edge(moduleRequest.value, start, typeOnly));
  }
  for (const { start, entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) {
      if (moduleRequest !== null) edges.push(edge(moduleRequest.value, start, isType));
    }
  }
  new Visitor({
    ImportExpression({ source: target, start }) {
      if (target.type === 'Literal' && typeof target.value === 'string') {
        edges.push(edge(target.value, start, false));
      } else
        edges.push({ from, line: lineOf(start), kind: 'unknown', to: 'a computed name', typeOnly: false });
    },
    TSImportType({ source: target, start }) {
      if (typeof target.value === 'string') edges.push(edge(target.value, start, true));
    },
  }).visit(program);
  return edges;
}
