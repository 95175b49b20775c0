// Owns: the thread in which folders are scanned, so that reading ten thousand files holds up nobody.
// Must not know: more than one request at a time; it answers them in order.
import { parentPort } from 'node:worker_threads';
import { errnoOf } from '#host/files/file-system.ts';
import { scanJournal } from './scan.ts';
import type { ScanMessage, ScanRequest } from './scan-messages.ts';

parentPort?.on('message', (request: ScanRequest) => {
  const { id } = request;
  const send = (message: ScanMessage) => parentPort?.postMessage(message);
  try {
    const result = scanJournal(request, {
      records: (records) => send({ type: 'records', id, records }),
      progress: (done, total) => send({ type: 'progress', id, done, total }),
    });
    send({ type: 'done', id, result });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    send({ type: 'failed', id, code: errnoOf(error) ?? null, message });
  }
});
