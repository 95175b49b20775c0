// The part of the wire about a target's repository and its remote: what is there, fetching, pushing, and taking back.
// Shapes are core's types; a schema here must accept exactly what core's type says.
import { z } from 'zod';
import { handle, problem, relPath } from '#contract/values.ts';

/** A folder that was exported to; null: the open journal, where it is the blog itself. */
const place = handle.nullable();
/** Text that goes to git as one argument. */
const name = z
  .string()
  .min(1)
  .max(250)
  .refine((text) => !/\p{Cc}/u.test(text), { error: 'not a name' });
const commitId = z.string().regex(/^[0-9a-f]{40,64}$/);
/** The remote to look at; null: the one that the branch goes to by itself. */
const remote = name.nullable();

const commit = z.object({
  id: commitId,
  subject: z.string(),
  author: z.string(),
  /** Milliseconds since the epoch. */
  time: z.number(),
});
export type CommitOnWire = z.infer<typeof commit>;

const recent = commit.extend({
  /** The remote has it, as far as is known here. */
  pushed: z.boolean(),
  /** It was made by an export, or by taking one back. */
  ours: z.boolean(),
});
export type RecentCommit = z.infer<typeof recent>;

const address = z.object({ title: z.string(), url: z.string() });
export type PostAddress = z.infer<typeof address>;

const state = z.object({
  /** The folder's own name. */
  name: z.string(),
  /** The open journal is the repository. */
  inPlace: z.boolean(),
  /** False: there is no repository that can be used; `situation` says why. */
  repository: z.boolean(),
  branch: z.string().nullable(),
  head: commitId.nullable(),
  remotes: z.array(z.object({ name: z.string(), url: z.string() })),
  destination: z.object({ remote: z.string(), branch: z.string() }).nullable(),
  /** Commits that only one side has; null where the remote's branch was never seen. */
  ahead: z.number().nullable(),
  behind: z.number().nullable(),
  /** The newest of the commits that a push would send, and of those that wait at the remote. */
  pending: z.array(commit),
  pendingCount: z.number(),
  incoming: z.array(commit),
  /** Where the posts of the pending commits will be found. */
  posts: z.array(address),
  /** Changed files that are in no commit. */
  work: z.object({ staged: z.number(), unstaged: z.number(), untracked: z.number() }),
  /** When a remote was asked last, in milliseconds since the epoch. */
  fetched: z.number().nullable(),
  shallow: z.boolean(),
  /** What is true, and what to do. */
  situation: problem,
  /** What else stands in the way (`error`), or is good to know. */
  problems: z.array(problem),
  can: z.object({
    commit: z.boolean(),
    fetch: z.boolean(),
    push: z.boolean(),
    forward: z.boolean(),
    branch: z.boolean(),
  }),
  recent: z.array(recent),
  /** The last export, as long as it can be taken back. */
  last: z.object({ when: z.number(), files: z.number(), commit: commitId.nullable() }).nullable(),
});
export type PublishState = z.infer<typeof state>;

const branch = z.object({
  name: z.string(),
  current: z.boolean(),
  upstream: z.string().nullable(),
  elsewhere: z.boolean(),
  subject: z.string(),
});
export type BranchOnWire = z.infer<typeof branch>;

const published = recent.extend({
  /** Where the post was to be found with that commit; null where it had no address, or was removed. */
  url: z.string().nullable(),
  change: z.string(),
});
export type PublishedOnWire = z.infer<typeof published>;

/** Files that a taking back wrote and removed, and its commit; null where there was none to take back. */
const takenBack = z.object({
  written: z.array(relPath),
  deleted: z.array(relPath),
  commit: commitId.nullable(),
  state,
});

const placeChoice = z.object({
  target: place,
  name: z.string(),
  /** What it looks like from outside; `journal` for the open one. */
  kind: z.enum(['journal', 'jekyll', 'plain', 'repository', 'folder']),
});
export type PlaceChoice = z.infer<typeof placeChoice>;

export const publishCalls = {
  /** Where can be published from: the open journal where it is a repository, then the folders exported to, the last one first. */
  'publish.places': { args: z.object({}).strict(), result: z.object({ places: z.array(placeChoice) }) },
  /** Looks; asks no remote and writes nothing. Throws `not-found` for a folder that is gone. */
  'publish.state': { args: z.object({ target: place, remote }), result: state },
  /** Where commits wait for a push, as far as is known here: the open journal and the last targets. */
  'publish.pending': {
    args: z.object({}).strict(),
    result: z.object({ places: z.array(z.object({ target: place, name: z.string(), count: z.number() })) }),
  },
  'publish.branches': { args: z.object({ target: place }), result: z.object({ branches: z.array(branch) }) },
  /** Changes to a branch, or with `create` makes one at the current commit. Error `git` where something could get lost. */
  'publish.switch': { args: z.object({ target: place, branch: name, create: z.boolean() }), result: state },
  /** A name for the commits of this one repository. */
  'publish.identity': { args: z.object({ target: place, name, email: name }), result: state },
  /** Asks the remote what is new. Error `git` with the cause; `cancelled`. */
  'publish.fetch': { args: z.object({ target: place, remote }), result: state },
  /** Brings the current branch to where the remote's is, where that is only a step forward. */
  'publish.forward': { args: z.object({ target: place, remote }), result: state },
  /**
   * Asks the remote, then sends it the current branch, never by force. `head`: the commit that was seen; error `stale` where it
   * is another by now. Error `git` with the cause and nothing sent.
   */
  'publish.push': {
    args: z.object({ target: place, remote, head: commitId }),
    result: z.object({ pushed: z.number(), posts: z.array(address), state }),
  },
  /** Stops the fetch or push that runs, if any. */
  'publish.cancel': { args: z.object({}).strict(), result: z.object({ stopped: z.boolean() }) },
  /** The commits of a post (path in the journal) in a target, newest first. */
  'publish.history': {
    args: z.object({ target: place, post: relPath }),
    result: z.object({
      path: relPath.nullable(),
      remote: z.string().nullable(),
      commits: z.array(published),
    }),
  },
  /** Takes one commit back by a new commit. Error `git` where its files were changed since, and nothing written. */
  'publish.revert': { args: z.object({ target: place, commit: commitId }), result: takenBack },
  /** Takes the last export back, byte for byte; where it was committed, by a new commit. Error `stale` with files changed since. */
  'export.undo': { args: z.object({ target: handle }), result: takenBack },
} as const;
