// Owns the rules of pipelines and deals.
import { keepers, nobody, type Rules, readers, writers } from './rule.ts';

export const dealRules: Rules = {
  pipelines: {
    select: { may: readers, act: (tx, { pipeline }) => tx`select from app.pipelines where id = ${pipeline}` },
    insert: {
      may: keepers,
      act: (tx, { organization }) =>
        tx`insert into app.pipelines (organization_id, name, rank) values (${organization}, 'New', 'a9')`,
    },
    update: {
      may: keepers,
      act: (tx, { pipeline }) => tx`update app.pipelines set name = 'Other' where id = ${pipeline}`,
    },
    delete: { may: nobody, act: (tx, { pipeline }) => tx`delete from app.pipelines where id = ${pipeline}` },
  },
  pipeline_stages: {
    select: { may: readers, act: (tx, { stage }) => tx`select from app.pipeline_stages where id = ${stage}` },
    insert: {
      may: keepers,
      act: (tx, { organization, pipeline }) => tx`
        insert into app.pipeline_stages (organization_id, pipeline_id, name, kind, probability, rank)
        values (${organization}, ${pipeline}, 'New', 'open', 50, 'a9')`,
    },
    update: {
      may: keepers,
      act: (tx, { stage }) => tx`update app.pipeline_stages set name = 'Other' where id = ${stage}`,
    },
    delete: { may: nobody, act: (tx, { stage }) => tx`delete from app.pipeline_stages where id = ${stage}` },
  },
  deals: {
    select: { may: readers, act: (tx, { deal }) => tx`select from app.deals where id = ${deal}` },
    insert: {
      may: writers,
      act: (tx, { organization, pipeline, stage }) => tx`
        insert into app.deals (organization_id, name, pipeline_id, stage_id, rank)
        values (${organization}, 'New', ${pipeline}, ${stage}, replace(gen_random_uuid()::text, '-', ''))`,
    },
    update: { may: writers, act: (tx, { deal }) => tx`update app.deals set name = 'Other' where id = ${deal}` },
    delete: { may: nobody, act: (tx, { deal }) => tx`delete from app.deals where id = ${deal}` },
  },
  deal_contacts: {
    select: { may: readers, act: (tx, { deal }) => tx`select from app.deal_contacts where deal_id = ${deal}` },
    insert: {
      may: writers,
      act: (tx, { organization, deal, free }) => tx`
        insert into app.deal_contacts (organization_id, deal_id, contact_id) values (${organization}, ${deal}, ${free})`,
    },
    update: {
      may: nobody,
      act: (tx, { deal }) => tx`update app.deal_contacts set role = 'Other' where deal_id = ${deal}`,
    },
    delete: { may: writers, act: (tx, { deal }) => tx`delete from app.deal_contacts where deal_id = ${deal}` },
  },
  stage_totals: {
    // Kept by trigger alone.
    select: {
      may: readers,
      act: (tx, { organization }) => tx`select from app.stage_totals where organization_id = ${organization}`,
    },
    insert: {
      may: nobody,
      act: (tx, { organization, stage }) => tx`
        insert into app.stage_totals (organization_id, stage_id, currency, deals, amount)
        values (${organization}, ${stage}, 'CHF', 1, 1)`,
    },
    update: {
      may: nobody,
      act: (tx, { organization }) => tx`update app.stage_totals set deals = 9 where organization_id = ${organization}`,
    },
    delete: {
      may: nobody,
      act: (tx, { organization }) => tx`delete from app.stage_totals where organization_id = ${organization}`,
    },
  },
  deal_stage_changes: {
    // Written by trigger alone.
    select: { may: readers, act: (tx, { deal }) => tx`select from app.deal_stage_changes where deal_id = ${deal}` },
    insert: {
      may: nobody,
      act: (tx, { organization, deal, pipeline, stage }) => tx`
        insert into app.deal_stage_changes (organization_id, deal_id, to_pipeline_id, to_stage_id, changed_at)
        values (${organization}, ${deal}, ${pipeline}, ${stage}, now())`,
    },
    update: {
      may: nobody,
      act: (tx, { deal }) => tx`update app.deal_stage_changes set changed_at = now() where deal_id = ${deal}`,
    },
    delete: { may: nobody, act: (tx, { deal }) => tx`delete from app.deal_stage_changes where deal_id = ${deal}` },
  },
};
