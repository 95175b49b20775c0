// Owns: an open journal: a first scan, then keeping the list equal to the disk, whatever happens to the folder.
// Must not know: the wire, the page, how posts are written.
import { CallError } from '#contract/errors.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import type { Ports } from '#host/ports.ts';
import { type FolderState, folderState, sameFolder } from './availability.ts';
import { createDueTimer } from './due-timer.ts';
import type { JournalChange, JournalEvent, JournalHandle } from './handle.ts';
import { indexFile } from './index-file.ts';
import { journalInfoOf } from './info.ts';
import { keepIndex } from './keep-index.ts';
import { keptList } from './kept-list.ts';
import { type Looked, lookAgain, settingsFolders } from './look-again.ts';
import { createPostList } from './post-list.ts';
import { LIMITED, noInfo, realFolder, unreadable } from './root-folder.ts';
import { packFacts, type ScannedRecord, type ScanResult } from './scan-messages.ts';
import { createScanner, ScanError } from './scanner.ts';
import { createTouches } from './touches.ts';
import { watchFolders } from './watch-folders.ts';

export interface OpenDeps {
  readonly now: () => number;
  readonly log: Ports['log'];
  /** Folder of the index; null: none is kept. */
  readonly cacheDir: string | null;
  /** True for the copy of the sample journal. */
  readonly sample?: boolean;
  /** Told while the first scan goes on, once it has taken longer than 300 ms. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Milliseconds between rescans where the system cannot watch. */
  readonly rescanEvery?: number;
  /** A kept list of more posts than this is given before it is compared with the disk. */
  readonly earlyFrom?: number;
  readonly watch?: NonNullable<Parameters<typeof watchFolders>[2]>['watch'];
}

const PROGRESS_AFTER = 300;
/** Between looks at the folder itself: it may vanish without a word (a drive pulled out). */
const HEARTBEAT = 3000;
/** More touched paths than this are cheaper to find by one scan in the other thread. */
const MANY = 200;
const WORTH_KEEPING = 100;
/** Shorter lists are compared with the disk before anybody could see them. */
const LONG = 1000;

/** Opens a folder as a journal. Throws `not-found`, or `io` where the folder cannot be read. */
export async function openJournal(folder: string, deps: OpenDeps): Promise<JournalHandle> {
  const root = await realFolder(folder);
  const machineZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const file = deps.cacheDir === null ? null : indexFile(deps.cacheDir, root);
  const scanner = createScanner();
  const list = createPostList();
  const listeners = new Set<(event: JournalEvent) => void>();
  const ownWrites = new Map<string, string>();
  /** When a path was last read by us, counted in scans: what a scan saw before that is older. */
  const refreshed = new Map<string, number>();
  let scans = 0;
  let scanned: ScanResult | null = null;
  /** The list was compared with the disk at least once. */
  let compared = false;
  let state: FolderState = await folderState(root);
  let available = true;
  let closed = false;
  let running: Promise<void> | null = null;
  /** Changes since the index was written; a few are read again as fast as they are kept. */
  let unkept = 0;
  let again = false;

  const emit = (event: JournalEvent): void => {
    if (closed) return;
    for (const listener of listeners) listener(event);
  };
  const tell = (change: JournalChange | null): void => {
    if (change !== null) {
      unkept += change.upserted.length + change.removed.length;
      emit({ kind: 'changed', change });
    }
    due.arm();
  };
  const current = (): ScanResult => {
    if (scanned === null) throw new CallError('no-journal', 'The journal is not open yet.');
    return scanned;
  };

  const setAvailable = (value: boolean): void => {
    if (available === value) return;
    available = value;
    emit({ kind: 'availability', available });
  };

  const due = createDueTimer({
    now: deps.now,
    next: () => (scanned === null || scanned.site.future ? null : list.nextDue(deps.now())),
    fire: () => tell(list.due(current().site, deps.now())),
  });

  /** One scan of the whole folder. What vanished with the folder itself is not taken for deleted. */
  const scanOnce = async (): Promise<void> => {
    const number = ++scans;
    const first = !compared;
    const records: ScannedRecord[] = [];
    const started = performance.now();
    const result = await scanner.scan(
      {
        root,
        machineZone,
        now: deps.now(),
        indexFile: file,
        known: scanned && packFacts(scanned.key, list.records),
      },
      {
        records: (batch) => records.push(...batch),
        progress: (done, total) => {
          if (first && performance.now() - started > PROGRESS_AFTER) deps.onProgress?.(done, total);
        },
      },
    );
    if (result.empty && list.records.size > 0 && !first) {
      setAvailable(false);
      return;
    }
    compared = true;
    const isOlder = (path: string) => (refreshed.get(path) ?? 0) >= number;
    const siteChanged = scanned !== null && scanned.key !== result.key;
    // A first scan of an unknown folder has written the index.
    const isKept = scanned === null;
    scanned = result;
    const upserts = records.filter(({ entry }) => !isOlder(entry.path));
    const removed = result.removed.filter((path) => !isOlder(path));
    for (const [path, at] of refreshed) if (at < number) refreshed.delete(path);
    watcher.setFolders([...result.folders, ...settingsFolders(root)]);
    tell(list.apply(upserts, removed, result.site, deps.now()));
    if (isKept) unkept = 0;
    refreshInfo(result);
    setAvailable(true);
    if (siteChanged) emit({ kind: 'site' });
  };

  /** Scans now, or once more after the running scan. */
  const rescan = (): Promise<void> => {
    if (running !== null) {
      again = true;
      return running;
    }
    const loop = async () => {
      do {
        again = false;
        await scanOnce().catch(onScanFailure);
      } while (again && !closed);
    };
    running = loop().finally(() => {
      running = null;
    });
    return running;
  };

  const onScanFailure = (error: unknown): void => {
    if (closed) return;
    if (
      error instanceof ScanError &&
      (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'EIO')
    ) {
      setAvailable(false);
    } else deps.log('warn', 'the folder could not be scanned', error);
  };

  const take = (looked: Looked, removed: readonly RelPath[]): void => {
    const { upserts, newFolders, goneFolders } = looked;
    for (const { entry } of upserts) refreshed.set(entry.path, scans);
    for (const path of removed) refreshed.set(path, scans);
    for (const folder of goneFolders) watcher.dropFolder(folder);
    watcher.addFolders(newFolders);
    tell(list.apply(upserts, removed, current().site, deps.now()));
    if (looked.imagesChanged) emit({ kind: 'images' });
    if (looked.rulesChanged) emit({ kind: 'rules' });
    if (looked.siteChanged && !looked.rescan) emit({ kind: 'site' });
    if (looked.rescan) void rescan();
  };

  const look = (paths: Iterable<string>, records = list.records): Looked =>
    lookAgain(paths, {
      root,
      kind: current().site.kind,
      destination: current().site.destination,
      site: current().site,
      now: deps.now(),
      list: { records, below: list.below },
      isWatched: watcher.has,
    });

  /** An empty file that stayed empty is an empty post: it is read as if it had never been more. */
  const readEmpty = (paths: readonly RelPath[]): readonly ScannedRecord[] =>
    paths.length === 0 ? [] : look(paths, new Map()).upserts;

  /** What the watcher said, some milliseconds later. A post that is gone or empty is looked at once more before it is believed. */
  const touches = createTouches((paths, settledPaths) => {
    if (closed || scanned === null) return;
    if (!folderIsThere()) return;
    if (paths.size > MANY) {
      void rescan();
      // Which of them are images or includes is not worth asking.
      emit({ kind: 'images' });
      emit({ kind: 'site' });
      emit({ kind: 'rules' });
      return;
    }
    const looked = look(paths);
    const doubted = (path: RelPath) => !settledPaths.has(path);
    const wait = [...looked.absent, ...looked.emptied].filter(doubted);
    touches.later(wait);
    const believed = looked.emptied.filter((path) => !doubted(path));
    const upserts = [...looked.upserts, ...readEmpty(believed)];
    take(
      { ...looked, upserts },
      looked.absent.filter((path) => !doubted(path)),
    );
  });

  const folderIsThere = (): boolean => {
    void checkFolder();
    return available;
  };

  const checkFolder = async (): Promise<void> => {
    const now = await folderState(root);
    if (closed) return;
    if (now === null) setAvailable(false);
    else if (!available || !sameFolder(state, now)) {
      // Back again, perhaps as another folder of that name: every watcher of the old one is deaf.
      state = now;
      watcher.setFolders([]);
      await rescan();
    }
  };

  const watcher = watchFolders(
    root,
    {
      touched: (path) => touches.add(path),
      limited: () => {
        deps.log('warn', 'the system cannot watch this many folders: looking every 30 seconds instead');
        if (scanned !== null) refreshInfo(scanned);
        limitTimer ??= setInterval(() => void rescan(), deps.rescanEvery ?? 30_000).unref();
      },
    },
    deps.watch === undefined ? {} : { watch: deps.watch },
  );
  let limitTimer: NodeJS.Timeout | null = null;
  const heartbeat = setInterval(() => void checkFolder(), HEARTBEAT).unref();

  const refreshInfo = (result: ScanResult): void => {
    info = journalInfoOf({
      root,
      site: result.site,
      entries: list.entries(),
      postsFolders: result.postsFolders,
      draftsFolders: result.draftsFolders,
      problems: watcher.isLimited ? [...result.problems, LIMITED] : result.problems,
      sample: deps.sample ?? false,
    });
  };

  const close = async (): Promise<void> => {
    closed = true;
    if (file !== null && scanned !== null && available && unkept > WORTH_KEEPING) {
      const { key, site, postsFolders, draftsFolders, folderProblems } = scanned;
      const looked = { kind: site.kind, postsFolders, draftsFolders, problems: folderProblems };
      keepIndex({ file, key, site, folder: looked, now: deps.now() }, list.entries(), list.records);
    }
    clearInterval(heartbeat);
    if (limitTimer !== null) clearInterval(limitTimer);
    due.close();
    touches.close();
    watcher.close();
    listeners.clear();
    await scanner.close();
    await running;
  };

  let info: ReturnType<typeof journalInfoOf> | null = null;
  const kept = file === null ? null : keptList(root, file, machineZone);
  if (kept !== null) {
    scanned = kept.result;
    list.apply(kept.records, [], kept.result.site, deps.now());
    refreshInfo(kept.result);
    due.arm();
  }
  // A long list as it was kept is there at once; what differs from it on disk comes as a change.
  const early = kept !== null && kept.records.length > (deps.earlyFrom ?? LONG);
  if (!early) {
    try {
      await scanOnce();
    } catch (error) {
      await close();
      throw unreadable(error);
    }
  }
  // What changed between the first scan and the first watcher was seen by neither.
  const settling = rescan();

  return {
    root,
    get info() {
      return info ?? journalInfoOf(noInfo(root, current()));
    },
    get site() {
      return current().site;
    },
    get available() {
      return available;
    },
    verified: early ? settling : Promise.resolve(),
    entries: () => list.entries(),
    entry: (path): PostEntry | null => list.entry(path),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    rescan,
    async refresh(paths) {
      if (closed) return;
      const looked = look(paths);
      take({ ...looked, upserts: [...looked.upserts, ...readEmpty(looked.emptied)] }, looked.absent);
    },
    noteOwnWrite: (path, version) => void ownWrites.set(path, version),
    isOwnWrite: (path, version) => ownWrites.get(path) === version,
    close,
  };
}
