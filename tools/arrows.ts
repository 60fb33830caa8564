// Owns who may import whom, as the house allows (docs/decisions/0001-the-house.md). Prints each arrow that may not exist.
import { relative, resolve } from 'node:path';
import { checkArrows, readSources } from './lib/arrows.ts';

const root = resolve(import.meta.dirname, '..');
const problems = checkArrows(await readSources(root));
for (const problem of problems) console.error(`${relative(root, problem.file)}:${problem.line} ${problem.reason}`);
if (problems.length > 0) process.exitCode = 1;
else console.log('Arrows: ok');
