// Owns: when an open post is saved, backed up, re-read or in conflict: a pure machine, events in, state and effects out.
// Must not know: timers, the wire, the editor. A text is a revision number here, except the disk's in a conflict.

export interface Session {
  /** Counts every change of the editor's text. */
  readonly buffer: number;
  /** The revision that the disk holds as `base`; only a save or a read of that very revision sets it. */
  readonly saved: number;
  /** Version on disk that the buffer comes from; null: the file is not there (yet). */
  readonly base: string | null;
  readonly saving: { readonly revision: number; readonly again: boolean } | null;
  /** A read is under way; `stale`: what it brings was overtaken, so it must be asked again. */
  readonly reading: { readonly stale: boolean } | null;
  readonly disk:
    | { readonly kind: 'same' }
    | { readonly kind: 'conflict'; readonly text: string; readonly version: string }
    | { readonly kind: 'gone' };
  readonly failure: Failure | null;
  /** The revision in the backup outside the journal, if one may be there. */
  readonly backup: number | null;
  readonly readOnly: boolean;
}

export interface Failure {
  readonly code: string;
  readonly message: string;
}

export type Event =
  | { readonly type: 'edited'; readonly autosave: boolean }
  /** `why`: a person asked, the pause is over, or the post is left. */
  | { readonly type: 'save'; readonly why: 'asked' | 'pause' | 'leaving' }
  | { readonly type: 'saved'; readonly revision: number; readonly version: string }
  | { readonly type: 'saveRefused' }
  | { readonly type: 'saveFailed'; readonly failure: Failure }
  /** Somebody (perhaps we) wrote the file: its version, or null where it was removed. */
  | { readonly type: 'diskChanged'; readonly version: string | null }
  /** `same`: the text read is the text in the editor. */
  | { readonly type: 'read'; readonly text: string; readonly version: string; readonly same: boolean }
  | { readonly type: 'missing' }
  | { readonly type: 'readFailed' }
  | { readonly type: 'verified'; readonly revision: number; readonly ok: boolean }
  | { readonly type: 'backupDue' }
  | { readonly type: 'backedUp'; readonly revision: number }
  /** The restored text is not wanted: this is what the disk has. */
  | { readonly type: 'discard'; readonly text: string; readonly version: string }
  | { readonly type: 'resolve'; readonly with: 'mine' }
  | { readonly type: 'resolve'; readonly with: 'theirs' }
  | { readonly type: 'resolve'; readonly with: 'merged'; readonly text: string };

export type Effect =
  /** Write the present text, if the disk still is `base`. */
  | { readonly do: 'save'; readonly revision: number; readonly base: string | null }
  | { readonly do: 'read' }
  /** Read the file again and compare it with what was written. */
  | { readonly do: 'verify'; readonly revision: number; readonly version: string }
  /** Put the disk's text (as stored) into the editor, as one change that can be undone. */
  | { readonly do: 'replace'; readonly text: string }
  /** Put an editor's text into the editor; the bytes keep their shape. */
  | { readonly do: 'rewrite'; readonly text: string }
  | { readonly do: 'backup'; readonly revision: number; readonly base: string | null }
  | { readonly do: 'dropBackup' }
  | { readonly do: 'arm' | 'disarm'; readonly timer: 'autosave' | 'backup' };

export interface Step {
  readonly session: Session;
  readonly effects: readonly Effect[];
}

/** A session of a post just read (or, with `restored`, of a backup's text over what the disk had). */
export function startSession(options: {
  readonly base: string | null;
  readonly readOnly: boolean;
  readonly restored?: boolean;
}): Session {
  const restored = options.restored === true;
  return {
    buffer: restored ? 1 : 0,
    saved: 0,
    base: options.base,
    saving: null,
    reading: null,
    disk: { kind: 'same' },
    failure: null,
    backup: restored ? 1 : null,
    readOnly: options.readOnly,
  };
}

export const isDirty = (session: Session): boolean => session.buffer !== session.saved;

/** Gives the state after the event and what must be done. Never throws; an event out of place changes nothing. */
export function step(session: Session, event: Event): Step {
  switch (event.type) {
    case 'edited':
      return edited(session, event.autosave);
    case 'save':
      return save(session, event.why);
    case 'saved':
      return saved(session, event.revision, event.version);
    case 'saveRefused':
      return session.saving ? read({ ...session, saving: null }) : idle(session);
    case 'saveFailed':
      return session.saving ? idle({ ...session, saving: null, failure: event.failure }) : idle(session);
    case 'diskChanged':
      return diskChanged(session, event.version);
    case 'read':
      return wasRead(session, event);
    case 'missing':
      return missing(session);
    case 'readFailed':
      return idle({ ...session, reading: null });
    case 'verified':
      return verified(session, event.revision, event.ok);
    case 'backupDue':
      return (isDirty(session) || session.disk.kind === 'gone') && !session.readOnly
        ? act(session, { do: 'backup', revision: session.buffer, base: session.base })
        : idle(session);
    case 'backedUp':
      return idle({ ...session, backup: Math.max(event.revision, session.backup ?? 0) });
    case 'discard':
      return session.saving ? idle(session) : dropMine(session, event.text, event.version);
    case 'resolve':
      return resolve(session, event);
  }
}

const idle = (session: Session): Step => ({ session, effects: [] });
const act = (session: Session, ...effects: readonly Effect[]): Step => ({ session, effects });

function edited(session: Session, autosave: boolean): Step {
  const next = { ...session, buffer: session.buffer + 1 };
  const effects: Effect[] = [];
  if (!session.readOnly) effects.push({ do: 'arm', timer: 'backup' });
  if (autosave && !session.readOnly && session.disk.kind === 'same')
    effects.push({ do: 'arm', timer: 'autosave' });
  return { session: next, effects };
}

function save(session: Session, why: 'asked' | 'pause' | 'leaving'): Step {
  if (session.readOnly || session.disk.kind === 'conflict') return idle(session);
  // A file that vanished may be a drive that will be back: only a person brings it back to life.
  if (session.disk.kind === 'gone' && why !== 'asked') {
    return why === 'leaving' ? step(session, { type: 'backupDue' }) : idle(session);
  }
  if (!isDirty(session) && session.disk.kind === 'same') return idle(session);
  if (session.saving) return idle({ ...session, saving: { ...session.saving, again: true } });
  return startSave(session);
}

function startSave(session: Session): Step {
  const base = session.disk.kind === 'gone' ? null : session.base;
  return act(
    {
      ...session,
      failure: null,
      saving: { revision: session.buffer, again: false },
      reading: session.reading && { stale: true },
    },
    { do: 'disarm', timer: 'autosave' },
    { do: 'save', revision: session.buffer, base },
  );
}

function saved(session: Session, revision: number, version: string): Step {
  const { saving } = session;
  if (saving?.revision !== revision) return idle(session);
  const next: Session = {
    ...session,
    saving: null,
    failure: null,
    saved: revision,
    base: version,
    disk: { kind: 'same' },
    reading: session.reading && { stale: true },
  };
  if (isDirty(next)) return saving.again ? startSave(next) : idle(next);
  return act(next, { do: 'disarm', timer: 'backup' }, { do: 'verify', revision, version });
}

/** The bytes were read back. Only then is the copy outside the journal given up. */
function verified(session: Session, revision: number, ok: boolean): Step {
  if (!ok) return session.saving ? idle(session) : read(session);
  if (session.buffer !== revision || session.backup === null) return idle(session);
  return act({ ...session, backup: null }, { do: 'dropBackup' });
}

function diskChanged(session: Session, version: string | null): Step {
  // While a save is under way the event may be about our own write: its reply decides, then the disk is asked.
  if (session.saving) return idle(session);
  if (version !== null && version === session.base && session.disk.kind === 'same') return idle(session);
  return read(session);
}

function read(session: Session): Step {
  if (session.reading) return idle({ ...session, reading: { stale: true } });
  return act({ ...session, reading: { stale: false } }, { do: 'read' });
}

function wasRead(
  session: Session,
  event: { readonly text: string; readonly version: string; readonly same: boolean },
): Step {
  const stale = session.reading?.stale === true;
  const next: Session = { ...session, reading: null };
  if (session.saving) return idle(next);
  if (stale) return read(next);
  const { text, version, same } = event;
  if (version === session.base) {
    const back: Session = { ...next, disk: { kind: 'same' } };
    if (isDirty(back) || back.backup === null) return idle(back);
    return act({ ...back, backup: null }, { do: 'disarm', timer: 'backup' }, { do: 'dropBackup' });
  }
  if (same) {
    return act(
      { ...next, base: version, saved: next.buffer, disk: { kind: 'same' }, failure: null, backup: null },
      { do: 'disarm', timer: 'autosave' },
      { do: 'disarm', timer: 'backup' },
      ...(next.backup === null ? [] : [{ do: 'dropBackup' } as const]),
    );
  }
  if (isDirty(session)) {
    return act({ ...next, disk: { kind: 'conflict', text, version } }, { do: 'disarm', timer: 'autosave' });
  }
  return replace(next, text, version);
}

/** A person chose the disk's text; theirs comes back by undo, so the backup is no longer needed. */
function dropMine(session: Session, text: string, version: string): Step {
  const next = replace(session, text, version);
  const quiet: readonly Effect[] = [{ do: 'disarm', timer: 'backup' }, ...next.effects];
  if (session.backup === null) return act(next.session, ...quiet);
  return act({ ...next.session, backup: null }, ...quiet, { do: 'dropBackup' });
}

/** Takes the disk's text over as the new, saved buffer. */
function replace(session: Session, text: string, version: string): Step {
  const buffer = session.buffer + 1;
  return act(
    { ...session, buffer, saved: buffer, base: version, disk: { kind: 'same' }, failure: null },
    { do: 'disarm', timer: 'autosave' },
    { do: 'replace', text },
  );
}

function missing(session: Session): Step {
  const stale = session.reading?.stale === true;
  const next: Session = { ...session, reading: null };
  if (session.saving) return idle(next);
  if (stale) return read(next);
  // What stands here may be the only copy now, unsaved or not.
  return act(
    { ...next, disk: { kind: 'gone' } },
    { do: 'disarm', timer: 'autosave' },
    { do: 'arm', timer: 'backup' },
  );
}

function resolve(session: Session, choice: Extract<Event, { type: 'resolve' }>): Step {
  if (session.disk.kind !== 'conflict' || session.saving) return idle(session);
  const { text, version } = session.disk;
  if (choice.with === 'theirs') return dropMine(session, text, version);
  const mine: Session = { ...session, base: version, disk: { kind: 'same' } };
  if (choice.with === 'mine') return startSave(mine);
  const merged = { ...mine, buffer: session.buffer + 1 };
  const next = startSave(merged);
  return act(next.session, { do: 'rewrite', text: choice.text }, ...next.effects);
}
