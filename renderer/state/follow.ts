// Owns: what the frame follows without being asked: the host's events, the line, the window, and what it remembers.
// Must not know: how anything is drawn.
import { findCommand } from '#contract/commands.ts';
import { runCommand } from '../commands.ts';
import { applyAppearance } from '../settings/appearance.ts';
import type { Line } from '../transport.ts';
import { remember } from './remembered.ts';
import { loadRules } from './rules-work.ts';
import type { Work } from './work.ts';

export function followHost(work: Work, line: Line): void {
  const { client, store } = work;
  client.on('journal.changed', ({ upserted, removed }) => {
    store.dispatch({ type: 'changed', upserted, removed });
  });
  client.on('journal.availability', ({ available }) => store.dispatch({ type: 'available', available }));
  client.on('journal.progress', ({ done, total }) => store.dispatch({ type: 'progress', done, total }));
  client.on('rules.changed', () => void loadRules(work));
  client.on('settings.changed', (settings) => store.dispatch({ type: 'settings', settings }));
  client.on('menu.command', ({ command }) => {
    const known = findCommand(command);
    if (known !== undefined) runCommand(work, known.id);
  });
  client.on('journal.wanted', ({ folder, post }) => {
    void work.openFolder(folder).then(() => {
      const there = store.get().entries.some(({ path }) => path === post);
      if (there && post !== null) void work.openPost(post);
    });
  });
  let leaving = false;
  client.on('app.closing', () => {
    void work.flush().then((clean) => {
      leaving = clean;
      if (clean) window.close();
    });
  });
  line.onConnection((connection) => {
    store.dispatch({ type: 'connection', connection });
    // Events may have been missed while the line was down.
    if (connection === 'open') void work.refresh();
  });

  let settings = store.get().settings;
  store.follow(() => {
    const now = store.get().settings;
    if (now === settings) return;
    settings = now;
    applyAppearance(now, store.get().info.locale);
  });

  window.addEventListener('resize', () => store.dispatch({ type: 'width', width: window.innerWidth }));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && store.get().settings.autosave) void work.flush();
  });
  window.addEventListener('beforeunload', (event) => {
    const save = store.get().post?.save;
    if (leaving || save === undefined || save === 'saved' || save === 'read-only') return;
    void work.flush();
    event.preventDefault();
  });
}

const rememberDelay = 400;

/** Keeps panes, layout and selection with the host, a moment after they changed. */
export function rememberUi({ client, store }: Work): void {
  let kept = remember(store.get());
  let timer: number | undefined;
  const keep = (): void => {
    const text = remember(store.get());
    if (text === kept) return;
    kept = text;
    // Losing a pane's width is no reason to disturb anybody: the next change tries again.
    client.call('ui.save', { state: text }).catch(() => {
      kept = '';
    });
  };
  store.follow(() => {
    window.clearTimeout(timer);
    timer = window.setTimeout(keep, rememberDelay);
  });
  window.addEventListener('pagehide', keep);
}
