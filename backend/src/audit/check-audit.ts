// Owns going over the audit chain of an organization: which seal does not fit, and why.
import type { Sql } from 'postgres';
import type { SecretBox } from '../secrets/secret-box.ts';
import { auditPurpose } from './seal-audit.ts';

export interface AuditCheck {
  /** Number of the newest seal; 0 before the first. */
  seals: number;
  /** The newest link, in hex, to be kept elsewhere and compared later; null before the first. */
  chain: string | null;
  /** Lines whose values were erased since they were sealed, which is a person's right and no tampering. */
  erased: number;
  /** What does not fit, in plain words; empty when all does. */
  problems: string[];
}

interface Link {
  number: string;
  chain: Buffer | null;
  computedChain: Buffer;
  keyId: string | null;
  mac: string | null;
  altered: string;
  erased: string;
}

/** Checks every seal. Lines that are not sealed yet are not part of it. */
export async function checkAudit(admin: Sql, secrets: SecretBox, organizationId: string): Promise<AuditCheck> {
  const links = await admin<Link[]>`
    select number, chain, computed_chain as "computedChain", key_id as "keyId", mac, altered, erased
    from app.check_audit(${organizationId})`;
  const problems = links.flatMap((link, nth) => [
    ...missingBefore(Number(link.number), Number(links[nth - 1]?.number ?? 0)),
    ...problemsOf(link, secrets),
  ]);
  const newest = links.at(-1);
  return {
    seals: Number(newest?.number ?? 0),
    chain: newest?.chain?.toString('hex') ?? null,
    erased: links.reduce((sum, { erased }) => sum + Number(erased), 0),
    problems,
  };
}

function missingBefore(number: number, before: number): string[] {
  if (number === before + 1) return [];
  return [number === before + 2 ? `seal ${before + 1} is missing` : `seals ${before + 1} to ${number - 1} are missing`];
}

function problemsOf({ number, chain, computedChain, keyId, mac, altered }: Link, secrets: SecretBox): string[] {
  if (!chain || keyId === null || mac === null) return [`the lines of seal ${number} have no seal any more`];
  const problems: string[] = [];
  if (!chain.equals(computedChain)) problems.push(`lines of seal ${number} were added, removed or changed`);
  if (Number(altered) > 0) problems.push(`${altered} lines of seal ${number} hold other values than were sealed`);
  if (!secrets.isSigned(chain.toString('hex'), auditPurpose, { keyId, mac })) {
    problems.push(`seal ${number} was not signed by this install`);
  }
  return problems;
}
