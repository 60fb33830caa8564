// Owns the phrases of the page of mails that wait in the outbox.
export const outboxPhrases = {
  en: {
    outboxTitle: 'Mails',
    outboxLead:
      'No mail server is set, so mails are kept in a folder of this machine. They hold links and codes that open accounts: only an owner at this machine sees them.',
    outboxAgain: 'Look again',
    outboxNone: 'No mails yet',
    outboxNoneDo: 'Invite somebody or ask for a sign-in link; the mail appears here.',
    outboxSent: 'Mails go through your mail server',
    outboxSentDo: 'None is kept here. Without SMTP_URL they would be.',
    outboxNot: 'Mails are not shown to you here',
    outboxNotDo:
      'An owner of this install’s first organization sees them (that of the demo account, if there is one), on the machine that Kith runs on, at localhost.',
    outboxTo: 'to {address}',
  },
  ru: {
    outboxTitle: 'Письма',
    outboxLead:
      'Почтовый сервер не задан, поэтому письма лежат в папке на этой машине. В них ссылки и коды для входа: их видит только владелец за этой машиной.',
    outboxAgain: 'Обновить',
    outboxNone: 'Писем пока нет',
    outboxNoneDo: 'Пригласите кого-нибудь или запросите ссылку для входа: письмо появится здесь.',
    outboxSent: 'Письма уходят через ваш почтовый сервер',
    outboxSentDo: 'Здесь они не хранятся. Без SMTP_URL хранились бы.',
    outboxNot: 'Вам письма здесь не показываются',
    outboxNotDo:
      'Их видит владелец первой организации (если есть демо-аккаунт, то его) на машине, где работает Kith, по адресу localhost.',
    outboxTo: 'кому: {address}',
  },
};
