// Owns: how the page comes to life over a line to its host: words, theme, state, the events it follows.
// Must not know: which shell the line belongs to, nor what is drawn.
import { createRoot } from 'react-dom/client';
import { createClient } from '#contract/transport.ts';
import { App } from './app.tsx';
import { keepEditorKeys } from './editor/own-keys.ts';
import { pickLanguage, startWords } from './locales/catalogue.ts';
import { applyAppearance } from './settings/appearance.ts';
import { Refused } from './start/refused.tsx';
import { followHost, rememberUi } from './state/follow.ts';
import { firstState } from './state/reducer.ts';
import { recall } from './state/remembered.ts';
import { createStore } from './state/store.ts';
import { createWork } from './state/work.ts';
import type { Line } from './transport.ts';

/** Draws the page into `root`; done when it knows what is open. */
export async function startPage(root: HTMLElement, line: Line): Promise<void> {
  const client = createClient(line.transport);
  const view = createRoot(keepEditorKeys(root));
  const stopRefusal = line.onConnection((connection) => {
    if (connection !== 'refused') return;
    void startWords(pickLanguage('system', navigator.language)).then(() => view.render(<Refused />));
  });
  const [info, ui] = await Promise.all([client.call('app.info', {}), client.call('ui.load', {})]);
  stopRefusal();
  await startWords(pickLanguage(info.settings.language, info.locale));
  applyAppearance(info.settings, info.locale);

  const store = createStore(firstState(info, recall(ui.state), window.innerWidth));
  const work = createWork(client, store);
  followHost(work, line);
  rememberUi(work);
  view.render(<App work={work} />);
  await Promise.all([work.refresh(), work.reloadRecent()]);
}
