// Owns the fields that views of deals know.
import type { Tx } from '../../db/tenant.ts';
import { type Field, scalar, several } from '../field.ts';
import { companyFields, ownerField, tagsField, timeFields } from './shared.ts';

const ofStage = (tx: Tx, wanted: ReturnType<Tx>) => tx`(
  select ${wanted} from app.pipeline_stages s
  where s.organization_id = r.organization_id and s.pipeline_id = r.pipeline_id and s.id = r.stage_id)`;

const kinds = ['open', 'won', 'lost'].map((key) => ({ key, label: key }));

export const dealFields: Field[] = [
  scalar('name', 'text', (tx) => tx`r.name`, { editable: 'name', inHeading: true }),
  scalar('pipeline', 'ref', (tx) => tx`r.pipeline_id`, { of: 'pipeline', sort: null }),
  scalar('stage', 'ref', (tx) => tx`r.stage_id`, {
    of: 'stage',
    sort: (tx) => ofStage(tx, tx`s.rank collate "C"`),
    json: (tx) => ofStage(tx, tx`json_build_object('id', s.id, 'name', s.name, 'kind', s.kind)`),
  }),
  scalar('state', 'choice', (tx) => ofStage(tx, tx`s.kind`), { options: kinds }),
  scalar('amount', 'money', (tx) => tx`r.amount::float8`, {
    currency: (tx) => tx`r.currency`,
    sortCurrency: (tx) => tx`r.currency`,
    json: (tx) =>
      tx`case when r.amount is not null then json_build_object('amount', r.amount, 'currency', r.currency) end`,
  }),
  scalar('currency', 'choice', (tx) => tx`r.currency`),
  scalar('expectedClose', 'date', (tx) => tx`r.expected_close`),
  ...companyFields,
  several(
    'contact',
    'ref',
    (tx) => tx`(
    select dc.contact_id as value from app.deal_contacts dc
    where dc.organization_id = r.organization_id and dc.deal_id = r.id) v`,
    {
      of: 'contact',
      json: (tx) => tx`(
      select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name) order by dc.position, c.id), '[]'::json)
      from app.deal_contacts dc
      join app.contacts c on c.organization_id = dc.organization_id and c.id = dc.contact_id and c.deleted_at is null
      where dc.organization_id = r.organization_id and dc.deal_id = r.id)`,
    },
  ),
  ownerField,
  tagsField,
  scalar('lostReason', 'text', (tx) => tx`r.lost_reason`),
  scalar('notes', 'text', (tx) => tx`r.notes`, { sort: null, isLongText: true }),
  scalar('stageSince', 'time', (tx) => tx`r.stage_since`),
  scalar('wonAt', 'time', (tx) => tx`r.won_at`),
  scalar('lostAt', 'time', (tx) => tx`r.lost_at`),
  ...timeFields,
];
