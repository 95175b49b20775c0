// Owns: the rule about templates: what is not closed, not known or not there, so that the build stops.
// Must not know: how Liquid works.
import type { Problem } from '#core/problem.ts';
import { liquidOf } from '../page-facts.ts';
import type { Blog, PostView, Remark, Rule } from '../types.ts';

/** What Ruby's Liquid stops at too; at anything else that our reader refuses Jekyll may only warn. */
const FATAL =
  /not closed|not properly (?:closed|terminated)|unexpected (?:end|"end)|tag .* not found|there is no file|^highlight:|^(?:post_url|link):|invalid (?:syntax|tag)/i;

export const liquidFails: Rule = {
  id: 'liquid-fails',
  severity: 'error',
  about: 'Liquid that is not closed, not known, or asks for a file that is not there',
  check: (post, { blog }) => {
    if (!post.text.includes('{{') && !post.text.includes('{%')) return [];
    return liquidOf(post, blog).problems.flatMap((problem) => remarkOf(post, blog, problem));
  },
};

function remarkOf(post: PostView, blog: Blog, problem: Problem): readonly Remark[] {
  const line = post.lineOf(post.front.bodyFrom) + (problem.line ?? 1) - 1;
  const at = post.offsetOf(line, problem.column ?? 1);
  if (problem.code === 'liquid-plugin-tag') return [];
  if (problem.code !== 'liquid-error') {
    // A plugin of the blog's own may bring the tag.
    if (blog.plugins) return [];
    return [
      {
        at: firstTag(post, at),
        message: problem.message,
        ...(problem.detail ? { detail: problem.detail } : {}),
      },
    ];
  }
  const reason = String(problem.detail?.reason ?? problem.message);
  // Time and memory are limits of the preview, and a file beside the post is only not shown there.
  if (/limit exceeded|^include_relative:/.test(reason)) return [];
  // A theme brings includes of its own.
  if (blog.theme && reason.includes('"_includes/')) return [];
  // Outside of code these have rules of their own, with better words.
  const tag = post.masked.slice(at, at + 40);
  if (/^\{%-?\s*(?:post_url|link)\b/.test(tag)) return [];
  const fatal = FATAL.test(reason);
  return [
    {
      at,
      message: fatal
        ? `Liquid: ${reason}; the build stops here.`
        : `Liquid may not understand this: ${reason}.`,
      ...(fatal ? {} : { severity: 'warning' as const }),
      detail: { reason },
    },
  ];
}

/** The first tag of the line at `at`. */
function firstTag({ text }: PostView, at: number): number {
  const tag = text.indexOf('{%', at);
  const end = text.indexOf('\n', at);
  return tag < 0 || (end >= 0 && tag > end) ? at : tag;
}
