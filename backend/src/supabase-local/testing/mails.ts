// Owns reading what a person finds in their mailbox: the link, and the code to type.
import { readOutbox } from '../../mail/testing/read-outbox.ts';

export interface ReceivedMail {
  subject: string;
  text: string;
  html: string;
  /** The link, empty where there is none. */
  link: string;
  /** The link's token, as clients hand it to verifyOtp. */
  tokenHash: string;
  /** Six digits, empty where there are none. */
  code: string;
}

/** The mails to an address, the oldest first. @param home data folder of the install. */
export async function receivedMails(home: string, address: string): Promise<ReceivedMail[]> {
  const mails = await readOutbox(home);
  return mails
    .filter(({ to }) => to?.[0]?.address === address)
    .map(({ subject = '', text = '', html = '' }) => {
      const link = /^http\S+\/auth\/v1\/verify\S+$/m.exec(text)?.[0] ?? '';
      const tokenHash = link && (new URL(link).searchParams.get('token') ?? '');
      return { subject, text, html, link, tokenHash, code: /\b\d{6}\b/.exec(text.replace(link, ''))?.[0] ?? '' };
    });
}
