// Owns telling what a change did, field by field: the old value and the new one.
import type { AuditEntry } from '@kith/sdk';
import { html, nothing } from 'lit';
import type { auditWords } from './words.ts';

type T = ReturnType<typeof auditWords>;

/** A definition list of the fields; nothing where the action says everything. */
export function drawChanges({ changes, fieldNames }: Pick<AuditEntry, 'changes' | 'fieldNames'>, t: T) {
  const fields = Object.entries(changes ?? {});
  if (fields.length === 0) return nothing;
  return html`<dl class="changes">
    ${fields.map(([field, change]) => html`<dt>${fieldNames[field] ?? field}</dt><dd>${change === null ? erased(t) : oldAndNew(change, t)}</dd>`)}
  </dl>`;
}

const erased = (t: T) => html`<span class="none">${t('erased')}</span>`;

function oldAndNew(change: readonly unknown[], t: T) {
  const [was, is] = [textOf(change[0]), textOf(change[1])];
  const none = html`<span class="none">${t('empty')}</span>`;
  return html`${was === '' ? none : html`<del>${was}</del>`}
    <span aria-hidden="true">→</span><span class="unseen">${t('becomes')}</span>
    ${is === '' ? none : html`<ins>${is}</ins>`}`;
}

/** A value as text; objects as JSON. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
