// Owns what somebody has typed into a detail, and what it becomes when it is saved.
import type { Employment } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { amountText, readAmount } from '../kit/money.ts';
import type { Row } from './rows.ts';
import { moneyOf, personId, texts } from './show.ts';
import type { DetailsKey } from './words.ts';

export interface JobDraft {
  id?: string;
  /** The company that is there, while its name stands as it was: names need not be unique. */
  firm?: { id: string; name: string };
  company: string;
  title: string;
  from: string;
  to: string;
}

/** One form for all kinds; each uses its part. */
export interface Draft {
  text: string;
  currency: string;
  list: string[];
  jobs: JobDraft[];
}

/** What stands in the editor at first. @param names people by id. */
export function draftOf({ kind, value }: Row, names: ReadonlyMap<string, string>): Draft {
  const draft: Draft = { text: '', currency: 'EUR', list: [], jobs: [] };
  if (kind === 'tags' || kind === 'multi') return { ...draft, list: texts(value) };
  if (kind === 'domains') return { ...draft, text: texts(value).join(', ') };
  if (kind === 'employments') return { ...draft, jobs: jobsOf(value) };
  if (kind === 'person') return { ...draft, text: names.get(personId(value)) ?? '' };
  if (kind === 'money' && value !== null) {
    const { amount, currency } = moneyOf(value);
    return { ...draft, text: amountText(amount, currency), currency };
  }
  return { ...draft, text: value === null || value === undefined ? '' : String(value) };
}

function jobsOf(value: unknown): JobDraft[] {
  const list: Employment[] = Array.isArray(value) ? value : [];
  const jobs = list.map(({ id, company, title, from, to }) => ({
    id,
    firm: company,
    company: company.name,
    title: title ?? '',
    from: from ?? '',
    to: to ?? '',
  }));
  return jobs.length > 0 ? jobs : [emptyJob()];
}

export const emptyJob = (): JobDraft => ({ company: '', title: '', from: '', to: '' });

export type ReadDraft = { ok: true; value: unknown } | { ok: false; message: string };

const good = (value: unknown): ReadDraft => ({ ok: true, value });

/** Reads what was typed. @param people ids of people by the name in the list. */
export function readDraft(
  row: Row,
  draft: Draft,
  people: ReadonlyMap<string, unknown>,
  t: Words<DetailsKey>,
): ReadDraft {
  const text = draft.text.trim();
  switch (row.kind) {
    case 'tags':
      return good([...draft.list, ...(text === '' ? [] : [text])]);
    case 'multi':
      return good(draft.list);
    case 'domains':
      return good(text.split(/[\s,;]+/).filter((one) => one !== ''));
    case 'employments':
      return readJobs(draft.jobs, t);
    case 'flag':
      return good(text === 'true');
    case 'number':
      return readNumber(text, t);
    case 'money':
      return readMoney(text, draft.currency, t);
    case 'person':
      if (text === '') return good(null);
      return people.has(text) ? good(people.get(text)) : { ok: false, message: t('notPerson') };
    default:
      return good(text === '' ? null : text);
  }
}

function readNumber(text: string, t: Words<DetailsKey>): ReadDraft {
  if (text === '') return good(null);
  const plain = text.replaceAll(/[\s\u00a0\u202f']/g, '').replace(',', '.');
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? good(Number(plain)) : { ok: false, message: t('notNumber') };
}

function readMoney(text: string, currency: string, t: Words<DetailsKey>): ReadDraft {
  if (text === '') return good(null);
  const code = currency.trim().toUpperCase();
  const amount = /^[A-Z]{3}$/.test(code) ? readAmount(text, code) : null;
  return amount === null ? { ok: false, message: t('notNumber') } : good({ amount, currency: code });
}

function readJobs(jobs: JobDraft[], t: Words<DetailsKey>): ReadDraft {
  const filled = jobs.filter(({ company, title, from, to }) => company || title || from || to);
  if (filled.some(({ company }) => company.trim() === '')) return { ok: false, message: t('companyNeeded') };
  return good(
    filled.map(({ id, firm, company, title, from, to }) => ({
      ...(id === undefined ? {} : { id }),
      ...(firm && firm.name === company.trim() ? { companyId: firm.id } : { companyName: company.trim() }),
      title: title.trim() || null,
      from: from || null,
      to: to || null,
    })),
  );
}
