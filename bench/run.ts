// Owns running the benchmarks: `pnpm bench [startup|live|jobs|export|sizes|seed|lists|graph|search|import|board|parts]`. They print a table to paste into bench/README.md.
import { measureBoard } from './board.ts';
import { measureExport } from './export.ts';
import { measureGraph } from './graph.ts';
import { measureImport } from './import.ts';
import { measureJobs } from './jobs.ts';
import { measureLists } from './lists.ts';
import { measureLive } from './live.ts';
import { measureParts } from './parts.ts';
import { measureSearch } from './search.ts';
import { measureSeed } from './seed/seed.ts';
import { measureSizes } from './sizes.ts';
import { measureStartup } from './startup.ts';

const benchmarks: Record<string, () => Promise<string[][]>> = {
  startup: measureStartup,
  live: measureLive,
  jobs: measureJobs,
  export: measureExport,
  sizes: measureSizes,
  seed: measureSeed,
  lists: measureLists,
  graph: measureGraph,
  search: measureSearch,
  import: measureImport,
  board: measureBoard,
  parts: measureParts,
};

const wanted = process.argv.slice(2);
for (const [name, measure] of Object.entries(benchmarks)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const [head = [], ...rows] = await measure();
  console.log(`\n${name}\n| ${head.join(' | ')} |\n|${head.map(() => '---').join('|')}|`);
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
}
