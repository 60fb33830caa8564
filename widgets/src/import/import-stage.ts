// Owns what is read out of an import as it stands: whether a job is at it, its stage, and the mapping that it begins with.
import type { Import, ImportMapping } from '@kith/sdk';
import { likelyCountry } from './countries.ts';

/** Whether a job is at it. */
export const isWorking = ({ job }: Import) => job?.state === 'queued' || job?.state === 'running';

/** Changes whenever its rows do. */
export const stageOf = ({ id, state, version }: Import) => `${id} ${state} ${version}`;

/** Before anything was decided, short numbers are taken to be of the country that the browser speaks of. */
export const withCountry = ({ state, mapping }: Import): ImportMapping =>
  state === 'uploaded' ? { ...mapping, phoneCountry: mapping.phoneCountry ?? likelyCountry() } : mapping;
