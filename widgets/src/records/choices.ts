// Owns what can be chosen for fields that point elsewhere: members, pipelines and stages, loaded when a view needs them.
import { type KithClient, type Member, type Pipeline, unwrap } from '@kith/sdk';
import type { Language } from '@kith/sdk/words';
import { spokenPipelines } from '../kit/spoken-pipelines.ts';

export interface Choice {
  key: string;
  label: string;
}

export interface Choices {
  member: Choice[];
  pipeline: Choice[];
  stage: Choice[];
}

/** What choices are made of. */
export interface Named {
  members: readonly Pick<Member, 'id' | 'name'>[];
  pipelines: readonly Pipeline[];
}

export const nothingNamed: Named = { members: [], pipelines: [] };

/** What the session may not read stays empty. */
export async function loadNamed(client: KithClient, signal: AbortSignal): Promise<Named> {
  const query = { limit: 200 };
  const [members, pipelines] = await Promise.all([
    unwrap(client.GET('/v1/members', { params: { query }, signal })).catch(() => ({ items: [] })),
    unwrap(client.GET('/v1/pipelines', { params: { query }, signal })).catch(() => ({ items: [] })),
  ]);
  return { members: members.items, pipelines: pipelines.items };
}

export function choicesOf({ members, pipelines }: Named, language: Language): Choices {
  const spoken = spokenPipelines(pipelines, language);
  const several = spoken.length > 1;
  return {
    member: members.map(({ id, name }) => ({ key: id, label: name })),
    pipeline: spoken.map(({ id, name }) => ({ key: id, label: name })),
    stage: spoken.flatMap(({ name, stages }) =>
      stages.map((stage) => ({ key: stage.id, label: several ? `${name}: ${stage.name}` : stage.name })),
    ),
  };
}
