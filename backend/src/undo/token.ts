// Owns the tokens of undo: 256 random bits, of which the database keeps the SHA-256 alone.
import { createHash, randomBytes } from 'node:crypto';

export const newUndoToken = () => randomBytes(32).toString('base64url');
export const hashOfUndoToken = (token: string) => createHash('sha256').update(token).digest('hex');
