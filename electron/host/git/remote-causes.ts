// Owns: what it means when git, a hook or a remote refuses: a closed code and a sentence for each.
// Must not know: how git was run. Text in, value out.

export interface Cause {
  readonly code: string;
  /** What is true and what to do, in plain English. */
  readonly message: string;
}

export type Doing = 'fetch' | 'push';

interface Rule {
  readonly pattern: RegExp;
  readonly code: string;
  readonly message: string;
  readonly only?: Doing;
}

/** The first that fits counts: what a remote says goes before what a broken line adds. */
const RULES: readonly Rule[] = [
  {
    pattern: /GH001|exceeds .*file size limit|File .* is [\d.]+ MB/i,
    code: 'push-too-large',
    message:
      'The remote refuses a file that is too large. Take it out of the commits that are not pushed yet, or make it smaller.',
    only: 'push',
  },
  {
    pattern:
      /GH006|GH013|protected branch|push declined due to repository rule|not allowed to push code to protected|TF402455/i,
    code: 'push-protected',
    message:
      'The branch is protected: the remote takes no direct push to it. Make a branch of your own, push that, and open a pull request.',
    only: 'push',
  },
  {
    pattern: /refusing to update checked out branch/,
    code: 'push-checked-out',
    message:
      'The remote is a working folder with this very branch open, which git does not change from outside. Use a bare repository as the remote.',
    only: 'push',
  },
  {
    pattern: /hook declined|pre-receive hook|\(hook/i,
    code: 'push-remote-hook',
    message: 'A hook of the remote declined the push. What it said is shown; nothing changed there.',
    only: 'push',
  },
  {
    pattern: /\(fetch first\)|\(non-fast-forward\)|\(stale info\)|is at [0-9a-f]+ but expected/,
    code: 'push-behind',
    message:
      'The remote has commits that are not here. Fetch them first; nothing is ever overwritten there by force.',
    only: 'push',
  },
  {
    pattern: /--mirror can't be combined/,
    code: 'push-mirror',
    message:
      'This remote is set up as a mirror, which every push would make an exact copy. Take remote.<name>.mirror out of the settings to push one branch.',
    only: 'push',
  },
  {
    pattern: /shallow update not allowed/,
    code: 'push-shallow',
    message:
      'This copy of the repository is cut off (shallow) and the remote does not take commits from such. Get the rest with: git fetch --unshallow.',
  },
  {
    pattern: /Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED/i,
    code: 'remote-host-key',
    message:
      'ssh does not know this server, or the server has another key than before. Connect to it once in a terminal and compare the key with the one its owner publishes.',
  },
  {
    pattern:
      /Authentication failed|could not read (?:Username|Password)|terminal prompts disabled|Permission denied \([^)]*publickey|invalid username or (?:password|token)|returned error: 401|Password authentication is not supported|unable to read askpass|Too many authentication failures/i,
    code: 'remote-auth',
    message:
      'The remote did not accept your sign-in, or git has none saved. Sign in once in a terminal (git fetch there), or load your key into the ssh agent.',
  },
  {
    pattern:
      /returned error: 403|Permission to \S+ denied|not authori[sz]ed|access denied|insufficient permission|permission denied/i,
    code: 'remote-denied',
    message: 'The remote knows you, but does not let you do this. Ask for the right to write there.',
  },
  {
    pattern:
      /Could not resolve (?:host|proxy)|name resolution|Name or service not known|nodename nor servname|Network is (?:unreachable|down)|No route to host|Connection (?:refused|timed out|reset)|Failed to connect|Operation timed out|Could ?n[o']t connect|unable to connect|unable to look up/i,
    code: 'remote-offline',
    message: 'The remote cannot be reached: there is no network, or the server does not answer.',
  },
  {
    pattern: /SSL certificate|certificate (?:verif|has expired|problem)|server certificate/i,
    code: 'remote-certificate',
    message:
      'The certificate of the remote cannot be trusted. Check the clock of this machine and the address.',
  },
  {
    pattern: /transport '[^']*' not allowed/,
    code: 'remote-protocol',
    message:
      'The address of the remote would start a program of its own choice. Galley uses https, ssh, git and file addresses only.',
  },
  {
    pattern: /couldn't find remote ref/i,
    code: 'remote-branch-missing',
    message: 'The remote does not have this branch (any more).',
  },
  {
    pattern: /No space left|ENOSPC|disk quota exceeded/i,
    code: 'git-no-space',
    message: 'There is no space left on the disk, here or at the remote.',
  },
  {
    pattern: /\.lock': File exists|cannot lock ref|Unable to create '[^']*\.lock'/i,
    code: 'git-busy',
    message:
      'Another git command works on this repository, or one was killed and left a lock file. If none is running, delete that file.',
  },
  {
    pattern:
      /Repository not found|does not appear to be a git repository|repository '[^']*' (?:not found|does not exist)|not a git repository|returned error: 404|project you were looking for could not be found|does not exist|not found/i,
    code: 'remote-missing',
    message:
      'There is no repository at the address of the remote, or you may not see it. Check the address; it may have moved.',
  },
  {
    pattern:
      /hung up unexpectedly|early EOF|RPC failed|Operation too slow|Broken pipe|unexpected disconnect/i,
    code: 'remote-lost',
    message: 'The connection broke off. Try again.',
  },
];

/** Why a fetch or push failed, by what git said on stderr and stdout. `hooks`: a pre-push hook is there. */
export function remoteCause(said: string, doing: Doing, hooks = false): Cause {
  const found = RULES.find(
    ({ pattern, only }) => pattern.test(said) && (only === undefined || only === doing),
  );
  const bare = said.split('\n').filter((line) => /^(?:remote: |fatal: | ! )/.test(line));
  // A hook of ours refuses before anything is said to the remote: git itself then has nothing to complain of.
  if (hooks && doing === 'push' && bare.length === 0 && /failed to push some refs/.test(said)) {
    return {
      code: 'push-hook',
      message: 'The pre-push hook of this repository refused. What it said is shown; nothing was pushed.',
    };
  }
  if (found) return { code: found.code, message: found.message };
  return doing === 'push'
    ? { code: 'push-refused', message: 'The push was refused. What git said is shown; nothing was forced.' }
    : { code: 'fetch-refused', message: 'The remote could not be asked. What git said is shown.' };
}
