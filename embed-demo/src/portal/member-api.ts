// Owns asking the server about members and invitations, and changing them.
import { type Invitation, type KithClient, type Member, type RoleDetail, unwrap } from '@kith/sdk';
import type { Language } from '@kith/sdk/words';

const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });

/** Each throws `KithError`. */
export class MemberApi {
  readonly #client: KithClient;

  constructor(client: KithClient) {
    this.#client = client;
  }

  /** @param manages whether one may see invitations; they are empty for others. */
  async list(manages: boolean): Promise<{ members: Member[]; invitations: Invitation[]; roles: RoleDetail[] }> {
    const params = { query: { limit: 200 } };
    const [members, invitations, roles] = await Promise.all([
      unwrap(this.#client.GET('/v1/members', { params })),
      manages ? unwrap(this.#client.GET('/v1/invitations', { params })) : undefined,
      unwrap(this.#client.GET('/v1/roles')),
    ]);
    return { members: members.items, invitations: invitations?.items ?? [], roles: roles.items };
  }

  invite(body: { email: string; role: string; language: Language }): Promise<Invitation> {
    return unwrap(this.#client.POST('/v1/invitations', { body }));
  }

  resend(id: string): Promise<Invitation> {
    return unwrap(this.#client.POST('/v1/invitations/{id}/resend', { params: { path: { id } } }));
  }

  revoke(id: string): Promise<Invitation> {
    return unwrap(this.#client.DELETE('/v1/invitations/{id}', { params: { path: { id } } }));
  }

  changeRole({ id, version }: Member, role: string): Promise<Member> {
    const params = { path: { id }, header: ifMatch(version) };
    return unwrap(this.#client.PATCH('/v1/members/{id}', { params, body: { role } }));
  }

  async remove(id: string): Promise<void> {
    await unwrap(this.#client.DELETE('/v1/members/{id}', { params: { path: { id } } }));
  }

  /** Gives the organization another name. @returns the way back. */
  async rename(name: string): Promise<() => Promise<void>> {
    const before = await unwrap(this.#client.GET('/v1/organization'));
    const save = async (to: string, version: number) => {
      await unwrap(
        this.#client.PATCH('/v1/organization', { params: { header: ifMatch(version) }, body: { name: to } }),
      );
    };
    await save(name, before.version);
    return () => save(before.name, before.version + 1);
  }
}
