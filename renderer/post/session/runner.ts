// Owns: carrying out a session's effects: calls to the host, timers, the shape of the file's bytes.
// Must not know: how decisions are made (machine.ts), React, or the editor beyond reading and replacing a text.
import type { Text } from '@codemirror/state';
import type { CallResult } from '#contract/calls.ts';
import { CallError } from '#contract/errors.ts';
import type { Client } from '#contract/transport.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { type NormalText, normaliseText, restoreText } from '#core/text.ts';
import { type Effect, type Event, isDirty, type Session, startSession, step } from './machine.ts';

type Read = CallResult<'post.read'>;

/** The editor's side of a session. */
export interface Buffer {
  text(): Text;
  /** Makes the text `next` (line ends already `\n`) by one undoable change, keeping the caret where it was. */
  replace(next: string): void;
}

export interface Clock {
  after(ms: number, run: () => void): () => void;
}

export interface Runner {
  readonly session: () => Session;
  readonly path: () => RelPath;
  send(event: Event): void;
  /** Saves what is unsaved; resolves once nothing is under way: true if the disk holds the buffer. */
  flush(): Promise<boolean>;
  /** Gives the restored text up for what the disk has. */
  discard(): Promise<void>;
  /** The host moved or rewrote the file at the page's request. */
  adopt(read: Read): void;
  /** The disk's side of a conflict as editor text. */
  theirs(): string | null;
  dispose(): void;
}

export interface RunnerOptions {
  readonly client: Client;
  readonly read: Read;
  readonly buffer: Buffer;
  readonly clock: Clock;
  readonly autosaveDelay: () => number;
  readonly onState: (session: Session) => void;
  /** Set where the buffer starts with a backup's text that the disk does not have. */
  readonly restored?: { readonly base: string | null };
}

/** VS Code's and our own number: a lost second of typing is bearable, ten are not. */
const BACKUP_DELAY = 1000;

export function runSession(options: RunnerOptions): Runner {
  const { client, buffer, clock, restored } = options;
  let path = options.read.path;
  let original: NormalText = normaliseText(options.read.text);
  let savedText: Text | null = restored ? null : buffer.text();
  let session = startSession({
    base: restored ? restored.base : options.read.version,
    readOnly: options.read.readOnly,
    ...(restored ? { restored: true } : {}),
  });
  const timers = new Map<string, () => void>();
  const waiting = new Set<(saved: boolean) => void>();
  let disposed = false;

  const send = (event: Event): void => {
    if (disposed) return;
    const next = step(session, event);
    session = next.session;
    for (const effect of next.effects) run(effect);
    options.onState(session);
    settle();
  };

  const settle = (): void => {
    if (session.saving || session.reading) return;
    // A clean post whose file was deleted has nothing to lose by leaving; an unsaved one has.
    const clean = !isDirty(session) && session.disk.kind !== 'conflict';
    for (const done of waiting) done(clean);
    waiting.clear();
  };

  const run = (effect: Effect): void => {
    switch (effect.do) {
      case 'save':
        void write(effect.revision, effect.base);
        return;
      case 'read':
        void reread();
        return;
      case 'verify':
        void verify(effect.revision, effect.version);
        return;
      case 'replace':
        original = normaliseText(effect.text);
        buffer.replace(original.text);
        savedText = buffer.text();
        return;
      case 'rewrite':
        buffer.replace(effect.text);
        savedText = null;
        return;
      case 'backup':
        void backUp(effect.revision, effect.base);
        return;
      case 'dropBackup':
        client.call('backup.drop', { path }).catch(() => undefined);
        return;
      case 'arm':
        arm(effect.timer);
        return;
      case 'disarm':
        timers.get(effect.timer)?.();
        timers.delete(effect.timer);
        return;
    }
  };

  const arm = (timer: 'autosave' | 'backup'): void => {
    timers.get(timer)?.();
    const delay = timer === 'backup' ? BACKUP_DELAY : options.autosaveDelay();
    timers.set(
      timer,
      clock.after(delay, () =>
        send(timer === 'backup' ? { type: 'backupDue' } : { type: 'save', why: 'pause' }),
      ),
    );
  };

  const write = async (revision: number, base: string | null): Promise<void> => {
    const text = buffer.text();
    const edited = text.toString();
    if (base !== null && base === session.base && savedText?.eq(text)) {
      // Typed and taken back: the disk has this text already, so nothing is written.
      await Promise.resolve();
      send({ type: 'saved', revision, version: base });
      return;
    }
    const raw = restoreText(original, edited);
    try {
      const saved = await client.call('post.save', { path, text: raw, base });
      savedText = text;
      original = typeof original.shape.ends === 'string' ? { ...original, text: edited } : normaliseText(raw);
      send({ type: 'saved', revision, version: saved.version });
    } catch (error) {
      const failure = failureOf(error);
      const overtaken = ['conflict', 'not-found', 'exists'].includes(failure.code);
      send(overtaken ? { type: 'saveRefused' } : { type: 'saveFailed', failure });
    }
  };

  const reread = async (): Promise<void> => {
    try {
      const read = await client.call('post.read', { path });
      send({ type: 'read', text: read.text, version: read.version, same: holds(read.text) });
    } catch (error) {
      send({ type: failureOf(error).code === 'not-found' ? 'missing' : 'readFailed' });
    }
  };

  const holds = (raw: string): boolean => {
    const text = buffer.text();
    if (Math.abs(raw.length - text.length) > text.lines + 1) return false;
    return restoreText(original, text.toString()) === raw;
  };

  const verify = async (revision: number, version: string): Promise<void> => {
    try {
      const read = await client.call('post.read', { path });
      send({ type: 'verified', revision, ok: read.version === version });
    } catch {
      send({ type: 'verified', revision, ok: false });
    }
  };

  const backUp = async (revision: number, base: string | null): Promise<void> => {
    try {
      const text = restoreText(original, buffer.text().toString());
      await client.call('backup.put', { path, text, base });
      send({ type: 'backedUp', revision });
    } catch {
      // The disk for backups fails too: try again with the next pause.
      if (!disposed && isDirty(session)) arm('backup');
    }
  };

  return {
    session: () => session,
    path: () => path,
    send,
    flush() {
      send({ type: 'save', why: 'leaving' });
      return new Promise((resolve) => {
        waiting.add(resolve);
        settle();
      });
    },
    async discard() {
      const read = await client.call('post.read', { path });
      send({ type: 'discard', text: read.text, version: read.version });
    },
    adopt(read) {
      path = read.path;
      send({ type: 'read', text: read.text, version: read.version, same: holds(read.text) });
    },
    theirs: () => (session.disk.kind === 'conflict' ? normaliseText(session.disk.text).text : null),
    dispose() {
      disposed = true;
      for (const stop of timers.values()) stop();
      timers.clear();
      for (const done of waiting) done(false);
    },
  };
}

function failureOf(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof CallError) return { code: error.code, message: error.message };
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
}
