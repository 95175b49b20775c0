// Owns: which file names are those of images.
// Must not know: what is in a file.

const IMAGE = /\.(?:png|jpe?g|jfif|gif|webp|avif|svg|bmp|ico|tiff?|heic|heif|apng)$/i;

/** True where a path ends like an image. */
export function isImagePath(path: string): boolean {
  return IMAGE.test(path);
}

/** Extensions as a pattern's alternatives, for finding such paths in running text. */
export const imageExtensions = 'png|jpe?g|jfif|gif|webp|avif|svg|bmp|ico|tiff?|heic|heif|apng';
