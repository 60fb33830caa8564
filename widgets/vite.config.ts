// Builds the widgets: one module a tag under a name the loader knows, and shared chunks under hashed names.
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { registry } from './src/registry.ts';

/** `kith-people` is defined by `src/people/define.ts`. */
const entries = Object.fromEntries(
  Object.keys(registry).map((tag) => [
    tag,
    fileURLToPath(new URL(`src/${tag.replace(/^kith-/, '')}/define.ts`, import.meta.url)),
  ]),
);

/** Sheets are written to be read; the build takes the white space out of css`…`. */
const tightSheets: Plugin = {
  name: 'kith-tight-sheets',
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('/widgets/src/') || !code.includes('css`')) return null;
    return code.replace(/(?<=\bcss`)[^`]*(?=`)/g, (sheet) =>
      sheet
        .replace(/\s+/g, ' ')
        .replace(/ ?([{};,]) ?/g, '$1')
        .replace(/: /g, ':'),
    );
  },
};

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [tightSheets],
  build: {
    outDir: 'dist/widgets',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    // The library mode leaves `import()` as it is written: no preload helper in every widget.
    lib: { entry: entries, formats: ['es'] },
    rolldownOptions: {
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        minify: true,
        // What a third of the widgets needs at once comes in one file: half the requests, and it compresses better.
        codeSplitting: { groups: [{ name: 'kit', tags: ['$initial'], minShareCount: 9 }] },
      },
    },
  },
});
