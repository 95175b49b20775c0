// Owns: one open post: its editor state (shown or not), its save session, where it was scrolled to.
// Must not know: React, the preview, the form.
import { isolateHistory } from '@codemirror/commands';
import { Annotation, EditorState, type Extension, type TransactionSpec } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { CallResult } from '#contract/calls.ts';
import type { Client } from '#contract/transport.ts';
import { normaliseText } from '#core/text.ts';
import { minimalChange } from '../editor/minimal-change.ts';
import type { Session } from './session/machine.ts';
import { type Runner, runSession } from './session/runner.ts';

/** Marks changes that come from the disk and not from a person: they make nothing dirty. */
export const fromDisk = Annotation.define<boolean>();

export interface OpenPost {
  readonly runner: Runner;
  state(): EditorState;
  /** Changes the text, in the view if the post is shown. */
  dispatch(spec: TransactionSpec): void;
  /** Shows the post in the view; it takes over the state and gives it back on `detach`. */
  attach(view: EditorView): void;
  detach(): void;
  shown(): boolean;
  /** Pixels scrolled, while it is not shown. */
  scroll: number;
  /** When the restored text was backed up (ms since the epoch); null where nothing was restored. */
  readonly restored: number | null;
}

export interface OpenPostOptions {
  readonly client: Client;
  readonly read: CallResult<'post.read'>;
  readonly extensions: Extension;
  readonly autosaveDelay: () => number;
  readonly onSession: (post: OpenPost, session: Session) => void;
  readonly backup: { readonly text: string; readonly base: string | null; readonly saved: number } | null;
}

export function openPost(options: OpenPostOptions): OpenPost {
  const { client, read, extensions, backup } = options;
  const restored = backup !== null && backup.text !== read.text ? backup : null;
  const { text } = normaliseText(restored?.text ?? read.text);
  let kept = EditorState.create({
    doc: text,
    extensions: read.readOnly ? [extensions, EditorState.readOnly.of(true)] : extensions,
  });
  let view: EditorView | null = null;

  const post: OpenPost = {
    scroll: 0,
    restored: restored?.saved ?? null,
    state: () => view?.state ?? kept,
    dispatch(spec) {
      if (view) view.dispatch(spec);
      else kept = kept.update(spec).state;
    },
    attach(next) {
      next.setState(kept);
      view = next;
    },
    shown: () => view !== null,
    detach() {
      if (!view) return;
      kept = view.state;
      view = null;
    },
    runner: runSession({
      client,
      read,
      buffer: {
        text: () => (view?.state ?? kept).doc,
        replace(next) {
          post.dispatch({
            changes: [...minimalChange(post.state().doc, next)],
            annotations: [fromDisk.of(true), isolateHistory.of('full')],
            // The caret's line stays where it is on the screen.
            ...(view ? { effects: view.scrollSnapshot() } : {}),
          });
        },
      },
      clock: {
        after(ms, run) {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
      },
      autosaveDelay: options.autosaveDelay,
      onState: (session) => options.onSession(post, session),
      ...(restored ? { restored: { base: restored.base } } : {}),
    }),
  };
  // What the backup was made from may not be what the disk holds now.
  if (restored && restored.base !== read.version) {
    post.runner.send({ type: 'diskChanged', version: read.version });
  }
  return post;
}
