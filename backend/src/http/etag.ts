// Owns versions as `ETag` and `If-Match` carry them.
import { AppError } from '../errors.ts';

export const etagOf = (version: number) => `"${version}"`;

/**
 * Reads the version of an `If-Match` header: `"3"`, `W/"3"` or a bare 3.
 * @throws AppError `if_match_required` when it is missing, `version_conflict` when it can match no version.
 */
export function versionOf(ifMatch: string | undefined): number {
  if (ifMatch === undefined || ifMatch.trim() === '') {
    throw new AppError('if_match_required', 'Send `If-Match` with the version that you read, as in its `ETag`.');
  }
  const [, quoted, bare] = /^\s*(?:(?:W\/)?"(\d{1,9})"|(\d{1,9}))\s*$/.exec(ifMatch) ?? [];
  const version = Number(quoted ?? bare);
  if (!Number.isInteger(version)) throw versionConflict();
  return version;
}

export const versionConflict = () =>
  new AppError('version_conflict', 'It changed since it was read. Read it again and repeat the change.');
