// Owns: running the person's git: no shell, a clean environment, nothing that asks questions, a limit of time and output.
// Must not know: what any command means.
import { type ChildProcess, spawn } from 'node:child_process';
import { CallError } from '#contract/errors.ts';
import { gitProgram } from './program.ts';

/** A configuration key and its value, for one run. */
export type Setting = readonly [key: string, value: string];

export interface GitOptions {
  /** Working folder. */
  readonly cwd: string;
  /** Bytes for the command's input. */
  readonly input?: string;
  /** Settings beside the usual ones, as key and value. */
  readonly config?: readonly Setting[];
  /** Milliseconds; two minutes if left out. */
  readonly timeout?: number;
  /** Runs hooks and filters as the person's own git would. Only for a commit that the person asked for. */
  readonly trusted?: boolean;
  /** Paths may be patterns: only for the one command that cannot take them literally. */
  readonly patterns?: true;
  /** Variables beside the person's own; for tests of other homes and identities. */
  readonly env?: Readonly<Record<string, string>>;
  /** Variables of one command, which count before all others. */
  readonly own?: Readonly<Record<string, string>>;
  /** Is told what the command says on stderr, as it says it. */
  readonly onSaid?: (text: string) => void;
  /** Ends the command and everything that it started. */
  readonly signal?: AbortSignal;
}

export interface GitResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What it printed, as it is. */
  readonly bytes: Uint8Array;
}

/** Variables that would make git work on another repository, index or path syntax than the one asked for. */
const STRIPPED =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|INDEX_VERSION|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE|PREFIX|GRAFT_FILE|SHALLOW_FILE|REPLACE_REF_BASE|NO_REPLACE_OBJECTS|IMPLICIT_WORK_TREE|INTERNAL_.*|QUARANTINE_PATH|EXTERNAL_DIFF|DIFF_OPTS|TRACE.*|.*_PATHSPECS|CONFIG|CONFIG_PARAMETERS|CONFIG_COUNT|CONFIG_KEY_\d+|CONFIG_VALUE_\d+|EDITOR|SEQUENCE_EDITOR|PAGER|REFLOG_ACTION|FLUSH|EXEC_PATH|TEMPLATE_DIR)$/;

const MAX_OUTPUT = 256 * 1024 * 1024;
const TIMEOUT = 120_000;

/**
 * Runs `git ARGS` and gives its exit code and output (UTF-8). Throws `unavailable` where there is no git, and `git` where it
 * takes too long or says too much. A failing command is not an error here.
 */
export function runGit(args: readonly string[], options: GitOptions): Promise<GitResult> {
  const settings: readonly Setting[] = [
    // A configured file-system monitor is a command of the repository; it must not run because someone looks.
    ['core.fsmonitor', 'false'],
    ['core.quotePath', 'false'],
    ['gc.auto', '0'],
    ['maintenance.auto', 'false'],
    ...(options.trusted ? [] : [['core.hooksPath', '/dev/null'] as const]),
    ...(options.config ?? []),
  ];
  const child = startGit(args, settings, options);
  return new Promise((resolve, reject) => {
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let size = 0;
    let stopped: string | null = null;
    const stop = (why: string): void => {
      stopped ??= why;
      end(child);
    };
    const cancel = (): void => stop('git was stopped.');
    options.signal?.addEventListener('abort', cancel, { once: true });
    if (options.signal?.aborted) cancel();
    const timer = setTimeout(
      () => stop('git did not finish in time and was stopped.'),
      options.timeout ?? TIMEOUT,
    );
    const take = (list: Buffer[]) => (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_OUTPUT) stop('git printed more than can be read.');
      else list.push(chunk);
    };
    child.stdout.on('data', take(out));
    child.stderr.on('data', take(err));
    const { onSaid } = options;
    if (onSaid) child.stderr.on('data', (chunk: Buffer) => onSaid(chunk.toString('utf8')));
    // A command that ends before it has read everything closes the pipe; its exit code tells the story.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    child.on('error', (error) => {
      clearTimeout(timer);
      const missing = 'code' in error && error.code === 'ENOENT';
      reject(
        missing
          ? new CallError('unavailable', 'git is not installed, or not found on this system.')
          : new CallError('git', `git could not be started: ${error.message}`),
      );
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', cancel);
      const bytes = Buffer.concat(out);
      const result = {
        code: code ?? -1,
        bytes,
        stdout: bytes.toString('utf8'),
        stderr: Buffer.concat(err).toString('utf8'),
      };
      if (stopped && options.signal?.aborted) reject(new CallError('cancelled', stopped));
      else if (stopped) reject(gitError(stopped, result, args));
      else resolve(result);
    });
  });
}

/** Milliseconds that a command has to put its locks away. */
const GRACE = 2000;

/** Ends a command with what it started: hooks, helpers, ssh. Politely first, so that no lock file stays. */
function end(child: ChildProcess): void {
  const signal = (name: 'SIGTERM' | 'SIGKILL'): void => {
    try {
      if (process.platform !== 'win32' && child.pid !== undefined) process.kill(-child.pid, name);
      else child.kill(name);
    } catch {
      child.kill(name);
    }
  };
  signal('SIGTERM');
  const last = setTimeout(() => signal('SIGKILL'), GRACE);
  child.once('close', () => clearTimeout(last));
}

function startGit(args: readonly string[], settings: readonly Setting[], options: GitOptions) {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) if (!STRIPPED.test(name)) env[name] = value;
  Object.assign(env, options.env, {
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    // A file name is a file name, never a pattern or `:(magic)`.
    ...(options.patterns ? {} : { GIT_LITERAL_PATHSPECS: '1' }),
    GIT_EDITOR: ':',
    GIT_PAGER: 'cat',
  });
  // A partial clone fetches what it lacks, by commands that its configuration names.
  if (!options.trusted) Object.assign(env, { GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' });
  Object.assign(env, options.own);
  const flags: string[] = [];
  let count = 0;
  for (const [key, value] of settings) {
    if (!key.includes('=')) flags.push('-c', `${key}=${value}`);
    else {
      // `-c` ends the key at the first `=`; only the environment can name such a key.
      env[`GIT_CONFIG_KEY_${count}`] = key;
      env[`GIT_CONFIG_VALUE_${count}`] = value;
      env.GIT_CONFIG_COUNT = String(++count);
    }
  }
  return spawn(gitProgram(), ['--no-optional-locks', ...flags, ...args], {
    cwd: options.cwd,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    // A session of its own: nothing it starts has a terminal to ask a question on, and all of it can be ended at once.
    detached: process.platform !== 'win32',
  });
}

/** A `git` error with a sentence for a person; exit code and the end of stderr are in its detail. */
export function gitError(message: string, result: GitResult, args: readonly string[]): CallError {
  return new CallError('git', message, {
    command: args[0] ?? '',
    exitCode: result.code,
    stderr: withoutSecrets(result.stderr.slice(-2000)),
  });
}

/** A remote's URL may carry a password. */
export function withoutSecrets(text: string): string {
  return text.replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1');
}
