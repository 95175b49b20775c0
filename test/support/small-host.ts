// Owns: a host of one picture and three calls, behind the real dispatcher's shape, for tests of the wire alone.
// Must not know: any shell.
import type { Dispatch } from '#contract/dispatch.ts';
import type { Handlers } from '#contract/transport.ts';
import type { Host, HostEvent } from '#host/ports.ts';

export interface SmallHost {
  readonly host: Host;
  readonly dispatch: Dispatch;
  /** Paths that images were asked for by. */
  readonly asked: string[];
  closed: boolean;
}

/** `echo` gives back its arguments, `slow` after some milliseconds, anything else is refused as unknown. */
export function smallHost(): SmallHost {
  const listeners = new Set<(event: HostEvent) => void>();
  const asked: string[] = [];
  const small: SmallHost = {
    asked,
    closed: false,
    host: {
      // The wire never looks at handlers; it is given a dispatcher.
      handlers: {} as Handlers,
      onEvent(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      emit(event) {
        for (const listener of listeners) listener(event);
      },
      async openFolder() {},
      async wantFolder() {},
      async media(path) {
        asked.push(path);
        if (path !== 'a.svg') return null;
        return { bytes: new TextEncoder().encode('<svg/>'), type: 'image/svg+xml', etag: '"one"' };
      },
      async close() {
        small.closed = true;
      },
    },
    async dispatch(name, args) {
      if (name === 'slow') await new Promise((done) => setTimeout(done, Number(args)));
      if (name === 'echo' || name === 'slow') return { ok: true, value: args };
      return { ok: false, error: { code: 'unknown-call', message: 'no such call' } };
    },
  };
  return small;
}
