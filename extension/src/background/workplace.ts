// Owns which organizations the signed-in person belongs to, as the server last told, and which of them the extension works in.
import { KithError } from '@kith/sdk';
import * as z from 'zod/mini';
import { Organization } from '../messages/shapes.ts';
import { currentAccount } from './session.ts';
import { storedItem } from './stored-item.ts';

const Workplace = z.object({
  apiUrl: z.string(),
  userId: z.string(),
  organizations: z.array(Organization),
  /** Null: the server chooses. */
  currentId: z.nullable(z.string()),
});
type Workplace = z.infer<typeof Workplace>;

const stored = storedItem<Workplace | null>('workplace', z.nullable(Workplace), null);
const nowhere = { organizations: [], currentId: null };

/** The organizations of the account and the one to work in. Nothing is asked of the server. */
export async function workplace(): Promise<Pick<Workplace, 'organizations' | 'currentId'>> {
  const [account, known] = [await currentAccount(), await stored.read()];
  if (known === null || known.apiUrl !== account?.apiUrl || known.userId !== account.userId) return nowhere;
  return { organizations: known.organizations, currentId: known.currentId };
}

/**
 * Takes what the server tells. Whoever no longer belongs to the organization they worked in works in the first one.
 * @returns whether anything is different now.
 */
export async function rememberOrganizations(organizations: Organization[]): Promise<boolean> {
  const account = await currentAccount();
  if (account === null) return false;
  const { apiUrl, userId } = account;
  const before = await workplace();
  const stays = organizations.some(({ id }) => id === before.currentId);
  const currentId = stays ? before.currentId : (organizations[0]?.id ?? null);
  const changed = JSON.stringify(before) !== JSON.stringify({ organizations, currentId });
  if (changed) await stored.write({ apiUrl, userId, organizations, currentId });
  return changed;
}

/** Works in another organization from now on. @throws KithError `forbidden` for one that is not the person's. */
export async function chooseOrganization(id: string): Promise<void> {
  const [account, { organizations }] = [await currentAccount(), await workplace()];
  if (account === null || !organizations.some((one) => one.id === id))
    throw new KithError('forbidden', 'You do not belong to this organization.', { status: 403 });
  await stored.write({ apiUrl: account.apiUrl, userId: account.userId, organizations, currentId: id });
}

export const forgetOrganizations = () => stored.clear();
