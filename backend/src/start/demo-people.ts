// Owns the invented people of the demo account.
const day = 86_400_000;
const ago = (days: number, hours = 0) => new Date(Date.now() - days * day - hours * 3_600_000).toISOString();

/** A day to come, as `2026-12-24`. */
const inDays = (days: number) => ago(-days).slice(0, 10);

/** Nine in the morning of a day to come. */
const nineIn = (days: number) => ({ local: `${inDays(days)}T09:00`, zone: 'Europe/London' });

const email = (value: string) => ({ kind: 'email', value });

export const demoPeople = [
  {
    name: 'Ines Okonjo',
    title: 'Interior architect',
    companyName: 'Okonjo & Hale',
    notes: 'Prefers oak over walnut. Site visits on Thursdays only.',
    points: [email('ines@okonjohale.example'), { kind: 'phone', value: '+442079460018' }],
    tasks: [{ title: 'Send the slimmer handrail', due: nineIn(1) }],
    note: 'Met at the fair. **Wants oak**, not ash:\n\n- open treads\n- a rail of steel',
    deals: [{ name: 'Oak staircase', amount: 1_840_000, currency: 'GBP', expectedClose: inDays(21) }],
    interactions: [
      {
        channel: 'email',
        direction: 'inbound',
        externalId: 'demo-1',
        subject: 'Staircase drawings, second round',
        body: 'The treads look right now. Could the handrail be 5 mm slimmer?',
        occurredAt: ago(0, 3),
        visibility: 'subject',
      },
      {
        channel: 'email',
        direction: 'outbound',
        externalId: 'demo-2',
        subject: 'Re: Staircase drawings',
        body: 'New drawings attached, with the wider treads.',
        occurredAt: ago(2),
        visibility: 'subject',
      },
    ],
  },
  {
    name: 'Tomasz Wrona',
    title: 'Site manager',
    companyName: 'Harbour Row Developments',
    points: [email('t.wrona@harbourrow.example'), { kind: 'telegram', value: '@tomaszwrona' }],
    tasks: [{ title: 'Measure flat 12', due: nineIn(4) }],
    deals: [{ name: 'Doors for twelve flats', amount: 2_760_000, currency: 'GBP', expectedClose: inDays(45) }],
    interactions: [
      {
        channel: 'telegram',
        direction: 'inbound',
        externalId: 'demo-3',
        body: 'Flat 12 is ready for measuring.',
        occurredAt: ago(1, 5),
        visibility: 'full',
      },
    ],
  },
  {
    name: 'Людмила Соколова',
    title: 'Закупки',
    companyName: 'Северный лес',
    points: [email('l.sokolova@severles.example')],
    deals: [],
    interactions: [
      {
        channel: 'email',
        direction: 'inbound',
        externalId: 'demo-4',
        subject: 'Дуб, партия 7',
        body: 'Партия готова к отгрузке.',
        occurredAt: ago(9),
        visibility: 'subject',
      },
    ],
  },
  {
    name: 'Priya Ramanathan',
    title: 'Owner',
    companyName: 'The Copper Kettle',
    points: [email('priya@copperkettle.example'), { kind: 'url', value: 'https://copperkettle.example' }],
    deals: [{ name: 'Café counter', amount: 615_000, currency: 'GBP', expectedClose: inDays(10) }],
    interactions: [],
  },
];
