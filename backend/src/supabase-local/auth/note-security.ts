// Owns the lines that security events of a person leave in the audit log of each of their organizations.
import type { TransactionSql } from 'postgres';

/** What happened, as the log's `action`; its `resource` is `sign_in` and its record the person. */
export type SecurityEvent =
  | 'second_factor_added'
  | 'second_factor_removed'
  | 'recovery_codes_made'
  | 'recovery_codes_dropped'
  | 'recovery_code_used'
  | 'password_changed'
  | 'provider_linked'
  | 'provider_unlinked';

export async function noteSecurity(tx: TransactionSql, userId: string, event: SecurityEvent): Promise<void> {
  await tx`insert into app.audit_log (organization_id, resource, record_id, action, actor, source)
    select organization_id, 'sign_in', user_id, ${event}, jsonb_build_object('kind', 'user', 'id', user_id), 'web'
    from app.memberships where user_id = ${userId}`;
}
