// Owns: whether a process of this machine still runs.
// Must not know: why anyone asks.

/** True where a process has that number; it may be another program than the one that once had it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
