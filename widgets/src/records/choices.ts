// Owns what can be chosen for fields that point elsewhere: members, pipelines and stages, loaded when a view needs them.
import { type KithClient, unwrap } from '@kith/sdk';

export interface Choice {
  key: string;
  label: string;
}

export interface Choices {
  member: Choice[];
  pipeline: Choice[];
  stage: Choice[];
}

export const noChoices: Choices = { member: [], pipeline: [], stage: [] };

/** What the session may not read stays empty. */
export async function loadChoices(client: KithClient, signal: AbortSignal): Promise<Choices> {
  const query = { limit: 200 };
  const [members, pipelines] = await Promise.all([
    unwrap(client.GET('/v1/members', { params: { query }, signal })).catch(() => ({ items: [] })),
    unwrap(client.GET('/v1/pipelines', { params: { query }, signal })).catch(() => ({ items: [] })),
  ]);
  const several = pipelines.items.length > 1;
  return {
    member: members.items.map(({ id, name }) => ({ key: id, label: name })),
    pipeline: pipelines.items.map(({ id, name }) => ({ key: id, label: name })),
    stage: pipelines.items.flatMap(({ name, stages }) =>
      stages.map((stage) => ({ key: stage.id, label: several ? `${name}: ${stage.name}` : stage.name })),
    ),
  };
}
