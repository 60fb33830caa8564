// Owns sending the mail of an invitation: how often, and what happens when it cannot be sent.
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { type InvitationMail, invitationMail } from '../mail/invitation-mail.ts';
import { createMailBudget } from '../mail/mail-budget.ts';
import { MailError } from '../mail/mailer.ts';

export interface InvitationPost {
  /**
   * Counts a mail before it is sent: five to one address at once, then one a minute; thirty from one organization at once, then one
   * a minute. @throws AppError `too_many_requests`.
   */
  take(organizationId: string, email: string): void;
  /** Sends it. @throws AppError `mail_not_sent`. */
  send(mail: Omit<InvitationMail, 'link'>, token: string): Promise<void>;
}

export function createInvitationPost({ now, mailer, apiUrl, log }: Deps): InvitationPost {
  const addresses = createMailBudget(now);
  const organizations = createMailBudget(now, 30);
  return {
    take(organizationId, email) {
      const wait = organizations.take(organizationId) || addresses.take(email);
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
