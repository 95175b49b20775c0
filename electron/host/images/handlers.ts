// Owns: the calls about images.
// Must not know: how images are converted or stored. Changes of many are host/media's.
import type { Handlers } from '#contract/transport.ts';
import { urlOfPath } from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { PostDeps } from '#host/posts/deps.ts';
import type { ImageDeps } from './deps.ts';
import { type IncomingHandlers, incomingHandlers } from './incoming-handlers.ts';
import { journalUsage } from './usage.ts';
import { findImages } from './walk.ts';

type ImageHandlers = IncomingHandlers & Pick<Handlers, 'image.list' | 'image.usage'>;

export function imageHandlers(deps: ImageDeps & PostDeps): ImageHandlers {
  return {
    ...incomingHandlers(deps),
    'image.list': async () => {
      const { root, site } = deps.journal();
      const images = await findImages(root, site.destination);
      return {
        images: images
          .map((image) => ({ ...image, url: urlOfPath(image.path) }))
          .sort((a, b) => b.modified - a.modified),
      };
    },
    'image.usage': async () => {
      const { users, broken, unused } = await journalUsage(deps.journal());
      // Every path of a usage is one that the journal or the disk gave.
      const paths = (list: readonly string[]) => [...list] as RelPath[];
      return {
        images: [...users].map(([path, own]) => ({
          path: path as RelPath,
          posts: paths(own.map(({ post }) => post)),
        })),
        broken: broken.map(({ post, line, path, other }) => ({
          post: post as RelPath,
          line,
          path,
          other: other as RelPath | null,
        })),
        unused: paths(unused),
      };
    },
  };
}
