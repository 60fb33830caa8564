// Owns turning a mail into what the mail library is given; the same for every way out.
import type { SendMailOptions } from 'nodemailer';
import type { Mail } from './mailer.ts';

/** The address goes in as one mailbox, so that no comma or name in it can add a recipient. */
export const toMessage = ({ to, subject, text, html }: Mail): SendMailOptions => ({
  to: { name: '', address: to },
  subject,
  text,
  ...(html === undefined ? {} : { html }),
  // Answers of holiday and list programs would only come back to an address that nobody reads.
  headers: { 'Auto-Submitted': 'auto-generated' },
  disableFileAccess: true,
  disableUrlAccess: true,
});
