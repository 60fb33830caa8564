// Owns how tags are changed through the API, as <kith-tags> sees it.
import { type ChangedTag, type KithClient, type Tag, unwrap } from '@kith/sdk';
import { codeOf } from '../kit/code-of.ts';

/** @throws KithError, `tag_taken` and `version_conflict` among them. */
export const renameTag = (client: KithClient, { id, version }: Tag, name: string): Promise<ChangedTag> =>
  unwrap(
    client.PATCH('/v1/tags/{id}', { params: { path: { id }, header: { 'if-match': `"${version}"` } }, body: { name } }),
  );

/** @returns the token that takes it back. @throws KithError. */
export const mergeTag = async (client: KithClient, id: string, into: string): Promise<string | null> =>
  (await unwrap(client.POST('/v1/tags/{id}/merge', { params: { path: { id } }, body: { into } }))).undoToken;

/** @returns the token that takes it back. @throws KithError. */
export const removeTag = async (client: KithClient, id: string): Promise<string | null> =>
  (await unwrap(client.DELETE('/v1/tags/{id}', { params: { path: { id } } }))).undoToken;

/** The tag of this name, whatever the case of its letters. */
export async function findTag(client: KithClient, name: string): Promise<Tag | undefined> {
  const query = { limit: 200, search: name.slice(0, 60) };
  const { items } = await unwrap(client.GET('/v1/tags', { params: { query } }));
  return items.find((tag) => tag.name === name) ?? items.find((tag) => fold(tag.name) === fold(name));
}

const fold = (name: string) => name.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/\s+/g, ' ').toLowerCase();

/** The tag that has the name already, if that is why a new name was refused. */
export function tagInTheWay(error: unknown, name: string): Pick<Tag, 'id' | 'name'> | undefined {
  const problem: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'problem') : undefined;
  const id: unknown = typeof problem === 'object' && problem !== null ? Reflect.get(problem, 'tagId') : undefined;
  return codeOf(error) === 'tag_taken' && typeof id === 'string' ? { id, name } : undefined;
}
