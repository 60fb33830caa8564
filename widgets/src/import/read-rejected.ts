// Owns reading the refused rows of an import as a file.
import type { KithSession } from '../kit/session.ts';

/** The rows as CSV. @throws Error when the server does not give them. */
export async function readRejected(session: KithSession, id: string): Promise<Blob> {
  const { apiUrl, organizationId } = session;
  const token = await session.getToken({ renew: false });
  const headers = { authorization: `Bearer ${token}`, 'kith-organization': organizationId };
  const response = await fetch(`${apiUrl}/v1/imports/${id}/rejected.csv`, { headers });
  if (!response.ok) throw new Error(`The rows were answered with ${response.status}`);
  return response.blob();
}
