// Runs one bench by its name (`npm run bench -- journal`), prints its tables and keeps them in test/bench/results/NAME.md.
// Must not know what is measured.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, type } from 'node:os';
import { join } from 'node:path';

type Row = Readonly<Record<string, string>>;

interface Table {
  readonly title: string;
  readonly rows: readonly Row[];
}

interface Bench {
  run(): Promise<readonly Table[]>;
}

const folder = import.meta.dirname;
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -3));

function markdown({ title, rows }: Table): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const body = rows.map((row) => line(columns.map((column) => row[column] ?? '')));
  return [`## ${title}`, '', line(columns), line(columns.map(() => '---')), ...body, ''].join('\n');
}

/** What the numbers were taken on; they compare only within one run. */
function machine(): string {
  const [cpu] = cpus();
  return `${new Date().toISOString().slice(0, 16)}Z, ${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${type()} ${release()}, Node ${process.versions.node}, load ${(loadavg()[0] ?? 0).toFixed(1)} at the start`;
}

const wanted = process.argv.slice(2);
if (wanted.length === 0 || !wanted.every((name) => names.includes(name))) {
  console.error(`usage: npm run bench -- NAME...   (${names.join(', ')})`);
  process.exitCode = 2;
} else {
  for (const name of wanted) {
    const bench = (await import(join(folder, `${name}.ts`))) as Bench; // each file here exports `run`
    const text = [`# ${name}`, '', machine(), '', ...(await bench.run()).map(markdown)].join('\n');
    console.log(text);
    const results = join(folder, 'results');
    if (!existsSync(results)) mkdirSync(results);
    writeFileSync(join(results, `${name}.md`), `${text.trimEnd()}\n`);
  }
}
