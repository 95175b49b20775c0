// Owns: telling cheaply whether the machine's time zone is still the one an index was made in.
// Must not know: what a zone means. Asking for the zone's name loads the whole of the system's locale data.
import { readlinkSync } from 'node:fs';

/** A text that changes when the machine's zone does; not the zone's name. */
export function machineZoneMark(): string {
  const offsets = [0, 6].map((month) => new Date(2024, month, 1).getTimezoneOffset());
  return [process.env.TZ ?? linked(), ...offsets].join(' ');
}

function linked(): string {
  try {
    return readlinkSync('/etc/localtime');
  } catch {
    return '';
  }
}
