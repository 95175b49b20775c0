// Owns: telling a page of very many changed posts in pieces, each in its own turn, so that nothing else waits for the whole of it.
// Must not know: what is told, beyond that posts are in it.
import type { EventPayload } from '#contract/events.ts';
import type { HostEvent } from '#host/ports.ts';

/** Posts that one event carries: some hundred kilobytes. */
const PIECE = 1000;

type Change = EventPayload<'journal.changed'>;

/** Gives a way to emit that keeps the order of events; `emit` is called at once where nothing waits and the event is small. */
export function tellInPieces(emit: (event: HostEvent) => void): (event: HostEvent) => void {
  const waiting: HostEvent[] = [];
  const next = (): void => {
    const event = waiting.shift();
    if (event === undefined) return;
    emit(event);
    if (waiting.length > 0) setImmediate(next);
  };
  return (event) => {
    const pieces =
      event.name === 'journal.changed'
        ? piecesOf(event.payload).map((payload): HostEvent => ({ name: 'journal.changed', payload }))
        : [event];
    const idle = waiting.length === 0;
    waiting.push(...pieces);
    if (idle) next();
  };
}

function piecesOf(change: Change): readonly Change[] {
  if (change.upserted.length <= PIECE) return [change];
  const pieces: Change[] = [];
  for (let at = 0; at < change.upserted.length; at += PIECE) {
    const upserted = change.upserted.slice(at, at + PIECE);
    const versions: Record<string, string> = {};
    for (const { path } of upserted) {
      const version = change.versions[path];
      if (version !== undefined) versions[path] = version;
    }
    pieces.push({ upserted, removed: at === 0 ? change.removed : [], versions });
  }
  return pieces;
}
