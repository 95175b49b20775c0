// Owns: the one door to journals for the rest of the host and the shells.
// Must not know: anything itself; it only passes on.
export type { JournalChange, JournalEvent, JournalHandle } from './handle.ts';
export { type JournalDeps, type JournalHandlers, type Journals, journalHandlers } from './handlers.ts';
export { type OpenDeps, openJournal } from './open-journal.ts';
