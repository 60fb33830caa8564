// Names the purposes that everybody has; all others are words of the organization's own.

export const knownPurposes = ['contact', 'marketing', 'newsletter'] as const;
export type KnownPurpose = (typeof knownPurposes)[number];

/** The purpose that was meant, however it is written; null for words of one's own. */
export function knownPurpose(written: string): KnownPurpose | null {
  const folded = written.normalize('NFC').toLowerCase();
  return knownPurposes.find((one) => one === folded) ?? null;
}
