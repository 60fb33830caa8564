// Builds the widgets: one module a tag under a name the loader knows, and shared chunks under hashed names.
import { fileURLToPath } from 'node:url';
import { build, defineConfig, type Plugin } from 'vite';
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
        .replace(/: /g, ':')
        .replace(/;(?=\})/g, '')
        .replace(/(?<=[ :,(])0(?=\.\d)/g, ''),
    );
  },
};

/** The modules that an entry comes with, without what it imports later. */
async function modulesOf(entry: string): Promise<Set<string>> {
  const later: Plugin = {
    name: 'kith-later',
    enforce: 'pre',
    resolveId: (id, _importer, { kind }) => (kind === 'dynamic-import' ? { id, external: true } : null),
  };
  const lib = { entry, formats: ['es' as const] };
  const made = await build({ configFile: false, logLevel: 'warn', plugins: [later], build: { write: false, lib } });
  const chunks = [made].flat().flatMap((each) => ('output' in each ? each.output : []));
  return new Set(chunks.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : [])));
}

const first = await modulesOf(entries['kith-contact'] ?? '');

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
      // What only a widget and its later parts share stays in the widget's file.
      preserveEntrySignatures: 'allow-extension',
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        minify: true,
        // What the first paint of a card needs comes in one file beside the card's own, and so does what else a third of the
        // widgets needs at once: few requests, and it compresses better.
        codeSplitting: {
          groups: [
            { name: 'first', test: (id) => first.has(id), minShareCount: 2, priority: 1 },
            { name: 'kit', tags: ['$initial'], minShareCount: 9 },
          ],
        },
      },
    },
  },
});
