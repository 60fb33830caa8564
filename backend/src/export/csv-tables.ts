// Names the columns of each CSV file: the head that a person reads, and what stands in it of the row `r`.

export interface CsvTable {
  recordType: 'contact' | 'company' | 'deal';
  from: string;
  columns: { name: string; value: string }[];
}

const owner = 'o.email';
/** Looked up once, not once a row. */
const owners = 'left join app.members((select app.acting_organization())) o on o.user_id = r.owner_id';
const tags = `array_to_string(r.tags, '; ')`;
const when = (column: string) => `to_json(r.${column}) #>> '{}'`;

/** The first point of a kind, or all others. */
const points = (of: 'contact' | 'company', kind: string, others = false) => `(
  select string_agg(p.value, '; ' order by p.position, p.id) from (
    select p.*, row_number() over (order by p.position, p.id) as nth from app.${of}_points p
    where p.organization_id = r.organization_id and p.${of}_id = r.id and p.kind = '${kind}') p
  where p.nth ${others ? '> 1' : '= 1'})`;

/** Of people and companies. */
const kept = [
  { name: 'Language', value: 'r.language' },
  { name: 'Time zone', value: 'r.time_zone' },
  { name: 'Source', value: 'r.source' },
  { name: 'Do not contact', value: `case when r.do_not_contact then 'yes' end` },
];

const dated = [
  { name: 'Created', value: when('created_at') },
  { name: 'Updated', value: when('updated_at') },
];

export const csvTables = {
  contacts: {
    recordType: 'contact',
    from: `app.contacts r ${owners} left join app.companies f
      on f.organization_id = r.organization_id and f.id = r.company_id and f.deleted_at is null`,
    columns: [
      { name: 'Id', value: 'r.id' },
      { name: 'Name', value: 'r.name' },
      { name: 'Title', value: 'r.title' },
      { name: 'Company', value: 'f.name' },
      { name: 'Email', value: points('contact', 'email') },
      { name: 'Other emails', value: points('contact', 'email', true) },
      { name: 'Phone', value: points('contact', 'phone') },
      { name: 'Other phones', value: points('contact', 'phone', true) },
      { name: 'Telegram', value: points('contact', 'telegram') },
      { name: 'LinkedIn', value: points('contact', 'linkedin') },
      { name: 'Web address', value: points('contact', 'url') },
      { name: 'Owner', value: owner },
      { name: 'Tags', value: tags },
      ...kept,
      { name: 'Notes', value: 'r.notes' },
      { name: 'Last interaction', value: when('last_interaction_at') },
      ...dated,
    ],
  },
  companies: {
    recordType: 'company',
    from: `app.companies r ${owners}`,
    columns: [
      { name: 'Id', value: 'r.id' },
      { name: 'Name', value: 'r.name' },
      { name: 'Domain', value: 'r.domain' },
      { name: 'Other domains', value: `array_to_string(r.domains[2:], '; ')` },
      { name: 'Email', value: points('company', 'email') },
      { name: 'Phone', value: points('company', 'phone') },
      { name: 'LinkedIn', value: points('company', 'linkedin') },
      { name: 'Web address', value: points('company', 'url') },
      { name: 'Description', value: 'r.description' },
      { name: 'Owner', value: owner },
      { name: 'Tags', value: tags },
      ...kept,
      { name: 'Last interaction', value: when('last_interaction_at') },
      ...dated,
    ],
  },
  deals: {
    recordType: 'deal',
    from: `app.deals r ${owners}
      join app.pipelines p on p.organization_id = r.organization_id and p.id = r.pipeline_id
      join app.pipeline_stages s on s.organization_id = r.organization_id and s.id = r.stage_id
      left join app.companies f on f.organization_id = r.organization_id and f.id = r.company_id and f.deleted_at is null`,
    columns: [
      { name: 'Id', value: 'r.id' },
      { name: 'Name', value: 'r.name' },
      { name: 'Pipeline', value: 'p.name' },
      { name: 'Stage', value: 's.name' },
      { name: 'Amount in minor units', value: 'r.amount' },
      { name: 'Currency', value: 'r.currency' },
      { name: 'Expected close', value: 'r.expected_close' },
      { name: 'Company', value: 'f.name' },
      {
        name: 'People',
        value: `(select string_agg(c.name, '; ' order by dc.position, c.id) from app.deal_contacts dc
          join app.contacts c on c.organization_id = dc.organization_id and c.id = dc.contact_id and c.deleted_at is null
          where dc.organization_id = r.organization_id and dc.deal_id = r.id)`,
      },
      { name: 'Owner', value: owner },
      { name: 'Tags', value: tags },
      { name: 'Notes', value: 'r.notes' },
      { name: 'Lost reason', value: 'r.lost_reason' },
      { name: 'Won', value: when('won_at') },
      { name: 'Lost', value: when('lost_at') },
      ...dated,
    ],
  },
} as const satisfies Record<string, CsvTable>;
