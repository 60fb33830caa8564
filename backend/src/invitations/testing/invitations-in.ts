// Owns reading the invitations that somebody finds in their mailbox.
import { readOutbox } from '../../mail/testing/read-outbox.ts';

export interface ReceivedInvitation {
  subject: string;
  text: string;
  html: string;
  /** What the link holds. */
  token: string;
}

/** The invitations to an address, the oldest first. @param home data folder of the install. */
export async function invitationsIn(home: string, address: string): Promise<ReceivedInvitation[]> {
  const mails = await readOutbox(home);
  return mails
    .filter(({ to }) => to?.[0]?.address === address)
    .map(({ subject = '', text = '', html = '' }) => ({
      subject,
      text,
      html,
      token: /\/#\/invitation\/(\S+)$/m.exec(text)?.[1] ?? '',
    }));
}
