// Owns what a row says of a deal once pipelines are known.

import { dateOrderOf } from '../map-row.ts';
import type { RowReason } from '../reading/raw-row.ts';
import type { Target } from '../targets.ts';
import { parseDate } from '../values/parse-date.ts';
import { toPairs } from './deal-money.ts';
import type { WorkRules } from './load-rules.ts';
import type { PersonCandidate } from './person-candidate.ts';

export interface DealCandidate extends PersonCandidate {
  pipelineId: string;
  stageId: string;
  amount: number | null;
  currency: string | null;
  expectedClose: string | null;
}

export interface ImportPipeline {
  id: string;
  name: string;
  stages: { id: string; name: string; kind: 'open' | 'won' | 'lost' }[];
}

export type DealRead = { ok: true; candidate: DealCandidate } | { ok: false; reason: RowReason };

const fold = (text: string) => text.normalize('NFKC').trim().toLowerCase();
const refuse = (code: RowReason['code'], column: string, value: string): DealRead => ({
  ok: false,
  reason: { code, column, value: value.slice(0, 300) },
});

/** Reads stage, sum and day. A row without a stage stands in the first open one. */
export function readDeal(candidate: PersonCandidate, rules: WorkRules): DealRead {
  const { texts } = candidate;
  const pipeline = pipelineOf(texts.pipeline, texts.stage, rules.pipelines);
  if (!pipeline) return refuse('pipeline_unknown', columnOf('pipeline', rules), texts.pipeline ?? '');
  const wanted = texts.stage;
  const stage = pipeline.stages.find(({ name, kind }) => (wanted ? fold(name) === fold(wanted) : kind === 'open'));
  if (!stage) return refuse('stage_unknown', columnOf('stage', rules), wanted ?? '');
  const money = toPairs(texts, rules.mapping.currency);
  if (!money)
    return refuse('value_wrong', columnOf('amount', rules), `${texts.amount ?? ''} ${texts.currency ?? ''}`.trim());
  const day = dayOf(candidate, rules);
  if (day && !day.ok) {
    const code = day.ambiguous ? 'date_ambiguous' : 'value_wrong';
    return refuse(code, columnOf('expectedClose', rules), texts.expectedClose ?? '');
  }
  const expectedClose = day?.value ?? null;
  return { ok: true, candidate: { ...candidate, pipelineId: pipeline.id, stageId: stage.id, ...money, expectedClose } };
}

/** The named pipeline; else the first that has the stage; else the first. */
function pipelineOf(name: string | undefined, stage: string | undefined, all: readonly ImportPipeline[]) {
  if (name !== undefined) return all.find((one) => fold(one.name) === fold(name));
  const has = all.find(({ stages }) => stage !== undefined && stages.some((one) => fold(one.name) === fold(stage)));
  return has ?? all[0];
}

const columnOf = (target: Target, { mapping, columns }: WorkRules) =>
  columns[mapping.targets.indexOf(target)] ?? target;

function dayOf({ texts }: PersonCandidate, rules: WorkRules) {
  if (texts.expectedClose === undefined) return null;
  const at = rules.mapping.targets.indexOf('expectedClose');
  return parseDate(texts.expectedClose, dateOrderOf(rules, at));
}
