// Owns: a session on a fake host, a fake clock and a plain text, moved by hand.
// Must not know: what is expected of it.
import { Text } from '@codemirror/state';
import { normaliseText } from '#core/text.ts';
import { isDirty } from '../../../renderer/post/session/machine.ts';
import { type Runner, runSession } from '../../../renderer/post/session/runner.ts';
import { createFakeHost, type FakeHost, versionOf } from './fake-host.ts';

export interface Bench {
  readonly host: FakeHost;
  readonly runner: Runner;
  text(): string;
  type(text: string): void;
  /** Moves the clock. */
  pass(ms: number): void;
  /** Lets everything under way finish, in order. */
  settle(): Promise<void>;
  /** Tells the session what the disk holds now, as the watcher would. */
  notice(): void;
}

export function startBench(text: string, autosave = true): Bench {
  const host = createFakeHost(text);
  let buffer = Text.of(normaliseText(text).text.split('\n'));
  let now = 0;
  const timers: { at: number; run: (() => void) | null }[] = [];
  const runner = runSession({
    client: host.client,
    read: host.read(),
    buffer: {
      text: () => buffer,
      replace(next) {
        buffer = Text.of(next.split('\n'));
      },
    },
    clock: {
      after(ms, run) {
        const timer: { at: number; run: (() => void) | null } = { at: now + ms, run };
        timers.push(timer);
        return () => {
          timer.run = null;
        };
      },
    },
    autosaveDelay: () => 400,
    onState: () => undefined,
  });
  const bench: Bench = {
    host,
    runner,
    text: () => buffer.toString(),
    type(more) {
      buffer = buffer.append(Text.of(more.split('\n')));
      runner.send({ type: 'edited', autosave });
    },
    pass(ms) {
      now += ms;
      for (;;) {
        const due = timers.filter((timer) => timer.run && timer.at <= now).sort((a, b) => a.at - b.at)[0];
        if (!due?.run) return;
        const { run } = due;
        due.run = null;
        run();
      }
    },
    async settle() {
      for (let rounds = 0; rounds < 200; rounds++) {
        await Promise.resolve();
        if (host.pending() === 0) return;
        await host.answer(0);
      }
      throw new Error('never at rest');
    },
    notice() {
      runner.send({ type: 'diskChanged', version: host.disk === null ? null : versionOf(host.disk) });
    },
  };
  return bench;
}

export const isClean = ({ runner }: Bench): boolean =>
  !isDirty(runner.session()) && runner.session().disk.kind === 'same';
