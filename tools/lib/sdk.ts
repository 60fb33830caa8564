// Owns generating the SDK's types from the API's OpenAPI document.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nodeFlags, root, runLine } from './commands.ts';

/** Writes sdk/openapi.json and sdk/src/generated/schema.ts. */
export async function writeSdk(): Promise<void> {
  const described = await runLine(`"${process.execPath}" ${nodeFlags.join(' ')} backend/src/main.ts openapi`, {
    quiet: true,
  });
  if (described.code !== 0) throw new Error(`The OpenAPI document could not be made:\n${described.output}`);
  await writeFile(join(root, 'sdk/openapi.json'), described.output);
  const generated = await runLine(
    'openapi-typescript openapi.json -o src/generated/schema.ts --default-non-nullable=false',
    {
      folder: 'sdk',
      quiet: true,
    },
  );
  if (generated.code !== 0) throw new Error(`The SDK could not be generated:\n${generated.output}`);
}
