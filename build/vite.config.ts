// Owns: how the page becomes files in dist/renderer: relative URLs, no inline script, workers as modules.
// Must not know: which shell serves it.
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { cache, dist, root } from './paths.ts';

/** Every browser that runs the page reads woff2; the older forms of KaTeX's fonts would only be carried along. */
const modernFonts: Plugin = {
  name: 'modern-fonts',
  enforce: 'pre',
  transform(code, id) {
    if (!/[\\/]katex[\\/].*\.css/.test(id)) return undefined;
    const older = /,\s*url\([^)]+\)\s*format\(["'](?:woff|truetype)["']\)/g;
    return { code: code.replace(older, ''), map: null };
  },
};

export default defineConfig({
  root: `${root}/renderer`,
  base: './',
  publicDir: false,
  cacheDir: `${cache}/vite`,
  plugins: [modernFonts, react()],
  worker: { format: 'es', rolldownOptions: { checks: { pluginTimings: false } } },
  build: {
    outDir: `${dist}/renderer`,
    emptyOutDir: true,
    // Both shells bring their own recent Chromium or a current browser.
    target: ['chrome120', 'firefox120', 'safari17'],
    modulePreload: { polyfill: false },
    // A data: URL would need its own word in the page's policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    reportCompressedSize: false,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});
