// Owns `npm run new <site|widget|resource> <name>`.
import { resolve } from 'node:path';
import { type Kind, namesOf, scaffold } from './lib/scaffold.ts';

const next: Record<Kind, string> = {
  site: 'Put the real address into the entrypoint and the adapter, and real fixtures in place of the samples.',
  widget: 'Give it its data and words, then run its spec.',
  resource: 'Then: npm run sdk (types of the client), and look at the new lines of the policy tests.',
};
const isKind = (word: string): word is Kind => word in next;

const [kind = '', name = ''] = process.argv.slice(2);
if (!isKind(kind) || name === '') {
  console.error('Usage: npm run new <site|widget|resource> <name>, for example: npm run new widget deal-board');
  process.exit(2);
}
try {
  const written = await scaffold(resolve(import.meta.dirname, '..'), kind, namesOf(name, new Date()));
  for (const path of written) console.log(`  ${path}`);
  console.log(next[kind]);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
