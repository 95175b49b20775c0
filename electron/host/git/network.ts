// Owns: how git talks to a remote for us: with the person's own keys and helpers, and without ever asking a question.
// Must not know: which remote, or what is fetched or pushed.
import type { ConfigLine } from './parse.ts';
import type { GitOptions, Setting } from './run.ts';

/** A hook before a push may run a whole build; the person can stop it at any time. */
export const NETWORK_TIMEOUT = 30 * 60_000;

/** What git's own transports are called. Others (`ext::`, helpers of any name) start programs that a repository can choose. */
const TRANSPORTS = 'file:git:http:https:ssh';

/** A connection that moves nothing for a minute is given up. */
export const networkSettings: readonly Setting[] = [
  ['http.lowSpeedLimit', '1'],
  ['http.lowSpeedTime', '60'],
];

/**
 * Variables for one command that uses the network. Keys come from the agent, passwords from the configured helpers; what would ask
 * on a terminal or in a window fails instead. `env` is the surroundings, `config` the repository's settings.
 */
export function networkEnv(
  config: readonly ConfigLine[],
  env: Readonly<Record<string, string | undefined>>,
): NonNullable<GitOptions['own']> {
  const ssh = sshCommand(config, env);
  return {
    GIT_TERMINAL_PROMPT: '0',
    // Empty is not absent: git then does not go on to SSH_ASKPASS.
    GIT_ASKPASS: '',
    SSH_ASKPASS_REQUIRE: 'never',
    GCM_INTERACTIVE: 'never',
    GIT_ALLOW_PROTOCOL: env.GIT_ALLOW_PROTOCOL ?? TRANSPORTS,
    ...(ssh === null ? {} : { GIT_SSH_COMMAND: ssh }),
  };
}

/** The person's ssh, told to ask nothing; null where it is another program, whose options are not known. */
function sshCommand(
  config: readonly ConfigLine[],
  env: Readonly<Record<string, string | undefined>>,
): string | null {
  const configured = config.findLast(({ key }) => key === 'core.sshcommand')?.value;
  const command = env.GIT_SSH_COMMAND ?? configured ?? (env.GIT_SSH === undefined ? 'ssh' : null);
  if (command === null) return null;
  const program = /^\s*(?:"([^"]*)"|'([^']*)'|(\S+))/.exec(command);
  const name = program?.[1] ?? program?.[2] ?? program?.[3] ?? '';
  if (!/(?:^|[\\/])ssh(?:\.exe)?$/i.test(name)) return null;
  return `${command} -o BatchMode=yes -o ConnectTimeout=20`;
}
