// What a shell gives the page: one way to ask and one way to listen. The three transports implement it alike.
// Must not know any call by name.
import type { CallArgs, CallName, CallResult, Calls } from '#contract/calls.ts';
import { CallError, type Reply } from '#contract/errors.ts';
import type { EventName, EventPayload } from '#contract/events.ts';

export interface Transport {
  /** Sends a call; never rejects for a failure of the call itself, which is in the reply. */
  request(name: string, args: unknown): Promise<Reply<unknown>>;
  /** Calls `listener` for every event; returns the way to stop. */
  subscribe(listener: (name: string, payload: unknown) => void): () => void;
}

export interface Client {
  /** The result of the call, or throws a `CallError`. */
  call<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallResult<N>>;
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
}

/** Wraps a transport into the typed client that the page and the tests use. */
export function createClient(transport: Transport): Client {
  return {
    async call<N extends CallName>(name: N, args: CallArgs<N>) {
      const reply = await transport.request(name, args);
      if (!reply.ok) throw new CallError(reply.error.code, reply.error.message, reply.error.detail);
      return reply.value as CallResult<N>; // the host's dispatcher is typed by the same table
    },
    on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) {
      return transport.subscribe((event, payload) => {
        if (event === name) listener(payload as EventPayload<N>); // likewise: events are emitted through the typed table
      });
    },
  };
}

/** The host's side: one handler for each call of the table, with validated arguments. */
export type Handlers = {
  readonly [N in CallName]: (args: Calls[N]['args']['_output']) => Promise<CallResult<N>>;
};
