// Owns the port through which every mail of Kith leaves.

export interface Mail {
  /** One address. */
  to: string;
  subject: string;
  /** Plain text; readers that show no HTML see this. */
  text: string;
  html?: string;
}

export interface Mailer {
  /**
   * Hands one mail over: to the mail server, or to the outbox folder.
   * @throws MailError when it was not taken.
   */
  send(mail: Mail): Promise<void>;
}

/** A mail that could not be handed over. The message names the reason, never the mail's content. */
export class MailError extends Error {
  override readonly name = 'MailError';
}
