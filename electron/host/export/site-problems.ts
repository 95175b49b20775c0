// Owns: what a person should know about a target's site before anything is written there.
// Must not know: posts, or how a site is recognised.
import type { Problem } from '#core/problem.ts';
import type { SiteOfTarget } from './target-site.ts';

/** Things to know of a target's generator and its set-up. */
export function problemsOfSite({ detected, site, settings }: SiteOfTarget): readonly Problem[] {
  const problems: Problem[] = [];
  if (settings.generator === 'jekyll' && detected.by === null && detected.generator === 'jekyll') {
    problems.push({
      code: 'target-not-jekyll',
      severity: 'info',
      message: 'The target has no _config.yml and no _posts folder yet; posts go to _posts all the same.',
    });
  }
  if (settings.generator === 'hugo' && !site.markdown.html) {
    problems.push({
      code: 'target-no-html',
      severity: 'info',
      message:
        'This Hugo site leaves raw HTML out of its pages. With "unsafe = true" below markup.goldmark.renderer it would keep it.',
    });
  }
  if (settings.generator !== 'jekyll' && !settings.beside) {
    const probe = [settings.images, 'image.png'].filter((part) => part !== '').join('/');
    if (site.fileAddress(probe, settings) === null) {
      problems.push({
        code: 'target-images-unpublished',
        severity: 'warning',
        message: `The site does not publish files of the folder "${settings.images}", so images of posts would not be shown.`,
        detail: { folder: settings.images },
      });
    }
  }
  return problems;
}
