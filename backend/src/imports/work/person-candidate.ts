// Owns what a row says of a person once members and own fields are known.
import type { Candidate } from '../map-row.ts';

export interface PersonCandidate extends Candidate {
  fingerprint: string;
  ownerId: string | null;
}
