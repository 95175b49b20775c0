// Owns: the one door of the host: every call is known, its arguments are valid, its failure is plain data.
// Must not know: what any call does, or which shell asks.
import { z } from 'zod';
import { type CallName, calls } from '#contract/calls.ts';
import type { Reply, WireError } from '#contract/errors.ts';
import { toWireError } from '#contract/plain.ts';
import type { Handlers } from '#contract/transport.ts';

export interface DispatchOptions {
  /** Is told of every failure that is not the caller's, with the id that the reply carries. */
  readonly log: (level: 'info' | 'warn' | 'error', message: string, detail?: unknown) => void;
  /** Also checks what handlers give against the table: for tests and development. */
  readonly checkResults?: boolean;
}

export type Dispatch = (name: string, args: unknown) => Promise<Reply<unknown>>;

/**
 * Makes the dispatcher of `handlers`. It never throws or rejects: an unknown call, arguments that do not fit (a key too
 * many is a misfit), and anything a handler throws become an error reply; what was not foreseen is `internal` with a log id.
 */
export function createDispatcher(handlers: Handlers, options: DispatchOptions): Dispatch {
  let failures = 0;
  const schemas = new Map<string, z.ZodType>(
    Object.entries(calls).map(([name, call]) => [name, strict(call.args)]),
  );

  const internal = (name: string, thrown: unknown): WireError => {
    failures += 1;
    const id = `${name}-${failures}`;
    try {
      options.log('error', `internal error ${id}`, thrown);
    } catch {
      // A log that fails must not take the reply with it.
    }
    return { code: 'internal', message: `Something unforeseen happened (${id}).`, detail: { id } };
  };

  const failure = (name: string, thrown: unknown): Reply<never> => {
    try {
      return { ok: false, error: toWireError(thrown) ?? internal(name, thrown) };
    } catch (second) {
      return { ok: false, error: internal(name, second) };
    }
  };

  return async (name, args) => {
    const schema = typeof name === 'string' ? schemas.get(name) : undefined;
    if (schema === undefined) {
      return { ok: false, error: { code: 'unknown-call', message: 'There is no such call.' } };
    }
    const call = name as CallName; // the map's keys are the table's
    try {
      const parsed = schema.safeParse(args);
      if (!parsed.success) return { ok: false, error: misfit(parsed.error) };
      // The schema belongs to this very handler, which TypeScript cannot follow through a name known at run time.
      const handler = handlers[call] as (args: unknown) => Promise<unknown>;
      const value = await handler(parsed.data);
      if (options.checkResults !== true) return { ok: true, value };
      return { ok: true, value: calls[call].result.parse(value) };
    } catch (thrown) {
      return failure(call, thrown);
    }
  };
}

/** The same schema, but an unknown key is an error instead of being dropped: a misspelt argument must not pass unseen. */
function strict(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) return schema.strict();
  if (schema instanceof z.ZodUnion) {
    return z.union(schema.options.map((option) => strict(option as z.ZodType))); // options of a public schema are public schemas
  }
  return schema;
}

const MAX_ISSUES = 5;

function misfit(error: z.ZodError): WireError {
  const issues = error.issues.slice(0, MAX_ISSUES).map((issue) => ({
    at: issue.path.map(String).join('.').slice(0, 200),
    message: issue.message.slice(0, 200),
  }));
  return { code: 'invalid-arguments', message: 'The arguments do not fit the call.', detail: { issues } };
}
