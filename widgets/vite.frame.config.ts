// Builds the script of framed widgets: one classic script that needs nothing else.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2023',
    lib: {
      entry: fileURLToPath(new URL('src/frame/frame.ts', import.meta.url)),
      formats: ['iife'],
      name: 'kithFrame',
      fileName: () => 'frame.js',
    },
  },
});
