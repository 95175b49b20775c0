// Owns: the open text beside another version of it (the disk's, or one of the history), and taking pieces over.
// Must not know: how a conflict came about or how the outcome is saved.
import { MergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Client } from '#contract/transport.ts';
import { normaliseText } from '#core/text.ts';
import { postLanguage } from '../editor/language.ts';
import { minimalChange } from '../editor/minimal-change.ts';
import { editorPhrases } from '../editor/phrases.ts';
import { editorTheme } from '../editor/theme.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import type { Desk } from './desk.ts';
import { word } from './words.ts';

interface Version {
  readonly id: string;
  readonly label: string;
  readonly text: () => Promise<string>;
}

export interface ComparePanelProps {
  readonly desk: Desk;
  readonly client: Client;
  readonly onClose: () => void;
}

/** Left: a version to choose; right: the open text. What is taken over becomes the open text, as one step of undo. */
export function ComparePanel({ desk, client, onClose }: ComparePanelProps) {
  const { t } = useTranslation('post');
  const versions = useVersions(desk, client);
  const [chosen, setChosen] = useState('disk');
  const [other, setOther] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const host = useRef<HTMLDivElement>(null);
  const merge = useRef<MergeView | null>(null);
  const version = versions.find((one) => one.id === chosen);

  useEffect(() => {
    if (!version) return;
    let dropped = false;
    setOther(null);
    setFailed(false);
    version.text().then(
      (text) => !dropped && setOther(normaliseText(text).text),
      () => !dropped && setFailed(true),
    );
    return () => {
      dropped = true;
    };
  }, [version]);

  useEffect(() => {
    if (!host.current || other === null) return;
    const view = mergeView(host.current, other, desk.view.state.doc.toString());
    merge.current = view;
    return () => {
      merge.current = null;
      view.destroy();
    };
  }, [desk, other]);

  const take = (text: string): void => {
    const runner = desk.current()?.runner;
    if (!runner) return;
    if (runner.session().disk.kind === 'conflict') runner.send({ type: 'resolve', with: 'merged', text });
    else
      desk.dispatch({ changes: [...minimalChange(desk.view.state.doc, text)], userEvent: 'input.compare' });
    onClose();
  };

  return (
    <Dialog
      title={t('compare.title')}
      size="large"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('compare.cancel')}</Button>
          <Button isDisabled={other === null} onPress={() => other !== null && take(other)}>
            {t('compare.takeLeft')}
          </Button>
          <Button
            look="primary"
            isDisabled={other === null}
            onPress={() => merge.current && take(merge.current.b.state.doc.toString())}
          >
            {t('compare.takeRight')}
          </Button>
        </>
      }
    >
      <div className="compare">
        <div className="compare-heads">
          <select
            className="input compare-choice"
            aria-label={t('compare.version')}
            value={chosen}
            onChange={(event) => setChosen(event.currentTarget.value)}
          >
            {versions.map((one) => (
              <option key={one.id} value={one.id}>
                {one.label}
              </option>
            ))}
          </select>
          <strong>{t('compare.mine')}</strong>
        </div>
        {failed ? <p className="compare-failed">{t('compare.failed')}</p> : null}
        <div className="compare-host" ref={host} />
      </div>
    </Dialog>
  );
}

function useVersions(desk: Desk, client: Client): readonly Version[] {
  const { t, i18n } = useTranslation('post');
  const [past, setPast] = useState<readonly { readonly version: string; readonly saved: number }[]>([]);
  const path = desk.current()?.runner.path();

  useEffect(() => {
    if (!path) return;
    client.call('history.list', { path }).then(
      ({ versions }) => setPast(versions),
      () => setPast([]),
    );
  }, [client, path]);

  const [versions, setVersions] = useState<readonly Version[]>([]);
  useEffect(() => {
    if (!path) return;
    const when = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
    setVersions([
      {
        id: 'disk',
        label: t('compare.disk'),
        text: async () => (await client.call('post.read', { path })).text,
      },
      ...past.map(({ version, saved }) => ({
        id: version,
        label: when.format(saved),
        text: async () => (await client.call('history.read', { path, version })).text,
      })),
    ]);
  }, [client, path, past, t, i18n.language]);
  return versions;
}

function mergeView(parent: HTMLElement, other: string, mine: string): MergeView {
  const shared = [postLanguage(), lineNumbers(), EditorView.lineWrapping, editorTheme, editorPhrases(word)];
  return new MergeView({
    parent,
    a: { doc: other, extensions: [shared, EditorState.readOnly.of(true)] },
    b: { doc: mine, extensions: shared },
    revertControls: 'a-to-b',
    highlightChanges: true,
    gutter: true,
    collapseUnchanged: { margin: 3, minSize: 6 },
    diffConfig: { scanLimit: 1000, timeout: 400 },
  });
}
