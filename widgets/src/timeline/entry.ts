// Owns how one entry of the timeline is drawn.
import type { TimelineItem } from '@kith/sdk';
import { fullTime, type Language, relativeTime, stageName, type Words } from '@kith/sdk/words';
import { html, nothing, type TemplateResult } from 'lit';
import { ArrowRightLeft, CircleCheckBig, CirclePlus, type IconNode, LockKeyhole, PencilLine, StickyNote } from 'lucide';
import { labelOf, pictureOf } from '../contact/channels.ts';
import { icon } from '../kit/icons.ts';
import type { RecordRef } from '../kit/record.ts';
import { fieldName, valueText } from './fields.ts';
import type { TimelineKey } from './words.ts';

export interface EntryView {
  /** The record that the timeline is of: its own name is not repeated. */
  record: RecordRef;
  language: Language;
  t: Words<TimelineKey>;
  nameOf(memberId: string): string | null;
  /** A note's text, and what may be done with it. */
  noteBody(item: Extract<TimelineItem, { kind: 'note' }>): unknown;
}

interface Told {
  picture: IconNode;
  title: unknown;
  /** Small print under the title. */
  meta?: unknown;
  body?: unknown;
}

export function entry(item: TimelineItem, view: EntryView): TemplateResult {
  const { picture, title, meta, body } = tell(item, view);
  const by = item.actorId === null ? null : view.nameOf(item.actorId);
  return html`<li class="event" part="entry" data-kind=${item.kind} data-id=${item.id}>
    <span class="sign">${icon(picture)}</span>
    <div class="what">
      <div class="line-1">
        <span class="title" part="title">${title}</span>
        <time datetime=${item.at} title=${fullTime(item.at, view.language)}>${relativeTime(item.at, view.language)}</time>
      </div>
      <div class="line-2">${meta ?? nothing} ${by === null ? nothing : html`<span>${view.t('by', { name: by })}</span>`}</div>
      ${body ?? nothing}
    </div>
  </li>`;
}

function tell(item: TimelineItem, view: EntryView): Told {
  const { t } = view;
  switch (item.kind) {
    case 'interaction':
      return message(item, view);
    case 'note':
      return {
        picture: StickyNote,
        title: t('wroteNote'),
        meta: about(item.note.record, view),
        body: view.noteBody(item),
      };
    case 'task_created':
      return { picture: CirclePlus, title: item.task.title, meta: [t('taskCreated'), about(item.task.record, view)] };
    case 'task_done':
      return { picture: CircleCheckBig, title: item.task.title, meta: [t('taskDone'), about(item.task.record, view)] };
    case 'stage_changed':
      return { picture: ArrowRightLeft, title: moved(item, view) };
    default:
      return change(item, view);
  }
}

/** Whose it is, on timelines that join several records. */
const about = (record: { type: string; id: string; name: string | null } | null, { record: own }: EntryView) =>
  record === null || record.name === null || record.id === own.id ? nothing : html`<span>${record.name}</span>`;

function message(item: Extract<TimelineItem, { kind: 'interaction' }>, { record, t }: EntryView): Told {
  const { channel, direction, subject, body, bodyHidden } = item.interaction;
  const kind = `${t(direction)} · ${labelOf(channel, t)}`;
  const who = record.type === 'contact' ? null : item.contactName;
  return {
    picture: pictureOf(channel),
    title: subject || kind,
    meta: [
      subject ? html`<span>${kind}</span>` : nothing,
      who ? html`<span>${who}</span>` : nothing,
      bodyHidden ? html`<span class="locked">${icon(LockKeyhole)} ${t('hidden')}</span>` : nothing,
    ],
    // Closed it is one line, open it is whole.
    body: body ? html`<details class="text"><summary part="text">${body}</summary></details>` : nothing,
  };
}

function moved(
  { deal, stageChange }: Extract<TimelineItem, { kind: 'stage_changed' }>,
  { t, language }: EntryView,
): string {
  const to = stageName(stageChange.to.name, language);
  if (!stageChange.from) return t('dealCreated', { deal: deal.name, to });
  return t('dealMoved', { deal: deal.name, from: stageName(stageChange.from.name, language), to });
}

const mostFields = 3;

function change(item: Extract<TimelineItem, { kind: 'changed' }>, view: EntryView): Told {
  const { t, language } = view;
  const fields = Object.entries(item.changes ?? {});
  const action = item.action;
  const known = action === 'created' || action === 'deleted' || action === 'restored' || action === 'merged';
  const rest = fields.length - mostFields;
  const called = (field: string) => item.fieldNames[field] ?? fieldName(field, language);
  return {
    picture: PencilLine,
    title: known ? t(action) : fields.length === 1 ? called(fields[0]?.[0] ?? '') : t('changed'),
    body: html`<ul class="fields">
      ${fields.slice(0, mostFields).map(([field, values]) => fieldLine(fields.length > 1 ? called(field) : null, [field, values], view))}
      ${rest > 0 ? html`<li>${t('moreChanges', { count: rest })}</li>` : nothing}
    </ul>`,
  };
}

/** One field, old and new; its name is left out where it is the entry's title. */
function fieldLine(
  called: string | null,
  [field, values]: [string, unknown[] | null],
  { t, nameOf }: Pick<EntryView, 't' | 'nameOf'>,
) {
  const name = called === null ? nothing : html`<span class="field-name">${called}</span> `;
  if (values === null) return html`<li>${name}${t('erased')}</li>`;
  const [before, after] = values.map((value) => valueText(field, value, nameOf));
  if (typeof before !== 'string' || typeof after !== 'string')
    return called === null ? nothing : html`<li>${name}</li>`;
  return html`<li>${name}<del>${before}</del> → <ins>${after}</ins></li>`;
}
