// Owns what is known of an embed key to whoever shows it: nothing of one that is revoked.
import { z } from 'zod';
import { anonymous, readAs } from '../db/tenant.ts';
import type { Deps } from '../deps.ts';

const Key = z.object({
  id: z.string(),
  organizationId: z.string(),
  allowedOrigins: z.array(z.string()),
  widgets: z.array(z.string()),
  segmented: z.boolean(),
  identified: z.boolean(),
  sealed: z.string().nullable(),
});
export type ReadKey = z.infer<typeof Key>;

/** Null for a key that nobody has, or that was revoked. */
export async function readEmbedKey({ sql }: Pick<Deps, 'sql'>, key: string): Promise<ReadKey | null> {
  const [row] = await readAs(sql, anonymous, (tx) => tx`select app.embed_key_for_session(${key}) as key`);
  return Key.nullable().parse(row?.['key'] ?? null);
}
