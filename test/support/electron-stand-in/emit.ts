// Owns: events that a listener can prevent, as Electron sends them.
// Must not know: which events there are.
import type { EventEmitter } from 'node:events';

/** Emits `name` with such an event and the given further arguments; gives whether it was prevented. */
export function emitPreventable(
  emitter: EventEmitter,
  name: string,
  fields: Readonly<Record<string, unknown>> = {},
  ...rest: readonly unknown[]
): boolean {
  let prevented = false;
  const event = {
    ...fields,
    preventDefault() {
      prevented = true;
    },
    get defaultPrevented() {
      return prevented;
    },
  };
  emitter.emit(name, event, ...rest);
  return prevented;
}
