// Owns the keys by which a name beside a company, a mail domain or a number speaks for somebody, as app.match_keys has them.
import { isPublicMail } from '../companies/public-mail.ts';
import type { ReadCtx } from '../http/context.ts';
import type { Point } from './points.ts';

export interface MatchCandidate {
  name?: string | null | undefined;
  companyName?: string | null | undefined;
  points: Pick<Point, 'kind' | 'normalized'>[];
}

interface Named {
  nth: number;
  plain: string;
  company: string;
  evidence: string[];
}

/** Candidates of whom more than a name is known, with their places. */
export const namedAmong = (candidates: MatchCandidate[]): Named[] =>
  candidates.flatMap(({ name, companyName, points }, nth) => {
    const evidence = [...new Set(points.flatMap(evidenceOf))];
    const company = companyName?.trim() ?? '';
    const plain = name?.trim().replaceAll(/\s+/g, ' ') ?? '';
    return plain === '' || (company === '' && evidence.length === 0) ? [] : [{ nth, plain, company, evidence }];
  });

/** Two common tables for the head of a query; the second, `keys`, has `nth` and `key`. */
export const keyTables = ({ tx }: ReadCtx, named: Named[]) => tx`
  w as materialized (
    select nth, left(app.fold(left(name, 100)), 150) || chr(31) as name, left(app.fold(left(company, 100)), 150) as company,
      string_to_array(evidence, ' ') as evidence
    from unnest(${named.map(({ nth }) => nth)}::int[], ${named.map(({ plain }) => plain)}::text[],
      ${named.map(({ company }) => company)}::text[], ${named.map(({ evidence }) => evidence.join(' '))}::text[])
      as given (nth, name, company, evidence)),
  keys as (
    select nth, name || 'c:' || company as key from w where company <> ''
    union
    select w.nth, w.name || e.evidence from w, unnest(w.evidence) as e (evidence)
    union
    select w.nth, w.name || 'd:' || d.domain from w
    join app.companies f on f.organization_id = (select app.acting_organization()) and f.sort_name = w.company
      and f.deleted_at is null
    join app.company_domains d on d.organization_id = f.organization_id and d.company_id = f.id)`;

/** The keys of candidates, by place: candidates with one in common may be the same person. */
export async function readMatchKeys(
  ctx: ReadCtx,
  candidates: MatchCandidate[],
): Promise<ReadonlyMap<number, string[]>> {
  const named = namedAmong(candidates);
  if (named.length === 0) return new Map();
  const rows = await ctx.tx<{ nth: number; keys: string[] }[]>`
    with ${keyTables(ctx, named)}
    select nth, array_agg(key order by key collate "C") as keys from keys group by nth`;
  return new Map(rows.map(({ nth, keys }) => [nth, keys]));
}

/** What a point says beside a name: the mail domain, unless anybody may have an address there; the end of a number. */
function evidenceOf({ kind, normalized }: Pick<Point, 'kind' | 'normalized'>): string[] {
  if (kind === 'phone') return normalized.length > 8 ? [`p:${normalized.slice(-8)}`] : [];
  const domain = kind === 'email' ? normalized.slice(normalized.lastIndexOf('@') + 1) : '';
  return domain === '' || isPublicMail(domain) ? [] : [`d:${domain}`];
}
