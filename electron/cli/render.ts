// galley render: Markdown in, HTML out: a post's file as its blog would publish it, a text, or a stream of texts.
// Must not know how Markdown is read. The lines' protocol: {"id", "markdown", "profile", "options"} -> {"id", "html"} or {"id", "error"}.
import { readFrontMatter } from '#core/frontmatter/index.ts';
import { highlight, isRougeLanguage } from '#core/highlight/index.ts';
import { type Profile, type RenderRequest, renderRequest } from '#core/kramdown/index.ts';
import { renderPostFile } from '#host/journal/render-file.ts';
import { appFolders } from '#host/user-folders.ts';
import { readText } from './input.ts';
import { answerLines, answerObject, type JsonObject } from './json-lines.ts';

export interface RenderCommandOptions {
  readonly jsonl?: boolean;
  readonly profile: string;
}

const context = { highlight, knownLanguage: isRougeLanguage };
const profiles = ['jekyll', 'pages', 'kramdown', 'gfm'] as const satisfies readonly Profile[];

export async function render(file: string | undefined, options: RenderCommandOptions): Promise<number> {
  if (options.jsonl === true) {
    await answerLines(answerObject((request) => ({ html: renderRequest(readRequest(request), context) })));
    return 0;
  }
  const profile = readProfile(options.profile);
  const text = await readText(file);
  if (file !== undefined && file !== '-' && (profile === 'jekyll' || profile === 'pages')) {
    const { html, problems } = await renderPostFile(file, text, {
      cacheDir: appFolders().cache,
      now: Date.now(),
      jekyll: profile === 'pages' ? 3 : 4,
    });
    process.stdout.write(html);
    const errors = problems.filter((problem) => problem.severity === 'error');
    for (const { line, message } of errors) process.stderr.write(`${file}:${line ?? 1}: ${message}\n`);
    return errors.length === 0 ? 0 : 1;
  }
  const html = renderRequest({ markdown: text.slice(readFrontMatter(text).bodyFrom), profile }, context);
  process.stdout.write(html);
  return 0;
}

function readProfile(value: unknown): Profile {
  const found = profiles.find((profile) => profile === value);
  if (found === undefined) throw new Error(`unknown profile ${String(value)}: one of ${profiles.join(', ')}`);
  return found;
}

function readRequest(request: JsonObject): RenderRequest {
  const { markdown, profile = 'jekyll', options = null } = request;
  if (typeof markdown !== 'string') throw new Error('"markdown" is not a string');
  if (typeof options !== 'object' || Array.isArray(options)) throw new Error('"options" is not an object');
  return { markdown, profile: readProfile(profile), options: options as JsonObject | null }; // a JSON object or null
}
