// Owns: the calls about images.
// Must not know: how images are converted or stored.
import { join } from 'node:path';
import type { Handlers } from '#contract/transport.ts';
import { urlOfPath } from '#core/images/index.ts';
import type { ImageDeps } from './deps.ts';
import { createSources } from './sources.ts';
import { storeImage } from './store.ts';
import { findImages } from './walk.ts';

export function imageHandlers(deps: ImageDeps): Pick<Handlers, 'image.store' | 'image.list'> {
  const { dirs, now, log } = deps.ports;
  const sources = createSources(join(dirs.cache, 'images'), now, log);
  return {
    'image.store': (args) => storeImage(deps, sources, args),
    'image.list': async () => {
      const { root, site } = deps.journal();
      const images = await findImages(root, site.destination);
      return {
        images: images
          .map((image) => ({ ...image, url: urlOfPath(image.path) }))
          .sort((a, b) => b.modified - a.modified),
      };
    },
  };
}
