import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Built into the package's dist, where the emulator looks for it; nothing is fetched from elsewhere. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  build: {
    outDir: '../dist/ui',
    emptyOutDir: true,
    // React is in the bundle, so its licence has to be beside it.
    license: { fileName: 'third-party-licenses.md' },
    target: 'es2022',
    modulePreload: { polyfill: false },
    // The page's policy allows no data: scripts or styles, so nothing is inlined.
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/_emulator': 'http://127.0.0.1:8080' } },
});
