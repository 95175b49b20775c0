// Owns: the one door to journals for the rest of the host and the shells.
// Must not know: anything itself; it only passes on.
export type { JournalChange, JournalEvent, JournalHandle } from './handle.ts';
export { createJournalHandlers, type JournalDeps, type JournalHandlers, type Journals } from './handlers.ts';
export { type OpenDeps, openJournal } from './open-journal.ts';
