// Owns: the ports of a process without Electron: the trash package, a log to stderr, the user's usual folders.
// Must not know: HTTP. For the browser shell and for command line calls that need a host.
import type { Ports } from './ports.ts';
import { systemName, userFolders } from './user-folders.ts';

export interface NodePortsOptions {
  /** The shipped sample journal. */
  readonly sampleFolder: string;
  readonly version: string;
  readonly mediaBase: string;
  /** Shows a file in the file manager; left out where there is no display. */
  readonly reveal?: (file: string) => Promise<void>;
}

/** Ports of a process that runs beside a browser or a terminal. */
export async function nodePorts(options: NodePortsOptions): Promise<Ports> {
  const { sampleFolder, version, mediaBase, reveal } = options;
  return {
    dirs: await userFolders(),
    sampleFolder,
    version,
    locale: Intl.DateTimeFormat().resolvedOptions().locale,
    platform: systemName(),
    hasMenu: false,
    mediaBase,
    ...(reveal === undefined ? {} : { reveal }),
    trash: async (file) => {
      const { default: trash } = await import('trash');
      await trash(file, { glob: false });
    },
    now: Date.now,
    log: (level, message, detail) => {
      if (level !== 'info') console.error(`galley: ${message}`, ...(detail === undefined ? [] : [detail]));
    },
  };
}
