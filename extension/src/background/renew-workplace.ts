// Owns asking the server to which organizations the person belongs.
import { KithError, unwrap } from '@kith/sdk';
import { apiOfNoOrganization } from './api.ts';
import { rememberOrganizations } from './workplace.ts';

/** Asks anew. What cannot be asked now stays as it was. @returns whether anything is different now. */
export async function renewWorkplace(): Promise<boolean> {
  try {
    const api = await apiOfNoOrganization();
    const { organizations } = await unwrap(api.GET('/v1/me'));
    return await rememberOrganizations(
      organizations.map(({ id, name, sandboxOf }) => ({ id, name, sandbox: sandboxOf !== null })),
    );
  } catch (error) {
    if (error instanceof KithError) return false;
    throw error;
  }
}
