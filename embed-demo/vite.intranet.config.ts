// Builds the sample intranet page; the server fills in where Kith is and with which key.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('intranet', import.meta.url)),
  build: {
    outDir: '../dist/intranet',
    assetsDir: 'intranet-assets',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
