// Names how a session is begun for the extension of somebody who is signed in. Drivers: the install's own auth
// (supabase-local/auth/give-own-session.ts), and a Supabase project (project-session.ts).
import type { TransactionSql } from 'postgres';
import type { Deps } from '../deps.ts';

export interface SessionWish {
  userId: string;
  /** The session that showed the code. */
  parentId: string;
  /** Who asks: the browser that the extension runs in. */
  from: { userAgent: string | null; address: string | null };
}

export interface GivenSession {
  id: string;
  /** The first of a family of its own. The extension renews at once, so this one serves once. */
  refreshToken: string;
}

/**
 * Begins a session. @param tx privileged; what it writes is kept when the session is begun.
 * @throws AppError in words that may be shown.
 */
export type GiveSession = (deps: Deps, tx: TransactionSql, wish: SessionWish) => Promise<GivenSession>;
