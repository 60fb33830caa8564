// Owns sending the mail of an invitation: how often, and what happens when it cannot be sent.
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { type InvitationMail, invitationMail } from '../mail/invitation-mail.ts';
import { MailError } from '../mail/mailer.ts';

export interface InvitationPost {
  /**
   * Counts a mail before it is sent: five to one address at once, then one a minute; thirty from one organization at once, then one
   * a minute. @throws AppError `too_many_requests`.
   */
  take(organizationId: string, email: string): Promise<void>;
  /** Sends it. @throws AppError `mail_not_sent`. */
  send(mail: Omit<InvitationMail, 'link'>, token: string): Promise<void>;
}

/** Milliseconds for each mail beyond those at once. */
const every = 60_000;

export function createInvitationPost({ counters, mailer, apiUrl, log }: Deps): InvitationPost {
  return {
    async take(organizationId, email) {
      const wait =
        (await counters.take(`inviting ${organizationId}`, { burst: 30, every })) ||
        (await counters.take(`invited ${email}`, { burst: 5, every }));
      if (wait === 0) return;
      const seconds = String(Math.ceil(wait / 1000));
      throw new AppError('too_many_requests', `Too many mails. Send the next one in ${seconds} seconds.`, {
        headers: { 'retry-after': seconds },
      });
    },
    async send(mail, token) {
      try {
        await mailer.send(invitationMail({ ...mail, link: `${apiUrl}/#/invitation/${token}` }));
      } catch (err) {
        if (!(err instanceof MailError)) throw err;
        log.error({ err }, 'the mail of an invitation was not taken');
        throw new AppError(
          'mail_not_sent',
          'The invitation stands, but its mail could not be sent. Send it again soon.',
          {
            cause: err,
          },
        );
      }
    },
  };
}
