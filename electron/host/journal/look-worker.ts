// Owns: a thread that looks at a folder while the index is being read.
// Must not know: the index.
import { parentPort, workerData } from 'node:worker_threads';
import { lookAtFolder } from './look.ts';
import type { WalkOptions } from './walk.ts';

const { root, options } = workerData as { readonly root: string; readonly options: WalkOptions }; // see look-aside.ts
const look = lookAtFolder(root, options);
// A fresh array has an ArrayBuffer of its own.
parentPort?.postMessage(look, [look.facts.buffer as ArrayBuffer]);
