// Builds the loader: one classic script that needs nothing else.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { registry } from './src/registry.ts';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  define: { __KITH_TAGS__: JSON.stringify(Object.keys(registry)) },
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2023',
    // The library mode leaves `import()` as it is written; it has no exports, so the name is never set.
    lib: {
      entry: fileURLToPath(new URL('src/loader/kith.ts', import.meta.url)),
      formats: ['iife'],
      name: 'kith',
      fileName: () => 'kith.js',
    },
  },
});
