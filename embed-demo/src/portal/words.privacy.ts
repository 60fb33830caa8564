// Owns the phrases of the page of privacy.
export const privacyPhrases = {
  en: {
    privacyTitle: 'Privacy',
    privacyLead:
      'Messages with whom stands here are not stored, from wherever they come. What was logged before stays.',
    neverLogTitle: 'Your never-log list',
    neverLogWhy: 'Family, friends, your bank: you never log their messages. Only you see this list.',
    neverLogAdd: 'Never log messages with',
    neverLogNone: 'Nobody is on your list yet.',
    protectedTitle: 'Protected recipients',
    protectedWhy:
      'Lawyers, doctors, unions: nobody in your organization can log messages with them. Everybody sees this list.',
    protectedFixed: 'Nobody in your organization can log messages with them. The owner and admins change this list.',
    protectedAdd: 'Nobody logs messages with',
    protectedNone: 'There are no protected recipients yet.',
    addressAdd: 'Add',
    addressHint: 'A mail address, a domain such as law.example, a phone number with +, or a Telegram @name.',
    addressBad:
      'Write a mail address, a domain such as law.example, a phone number with + and country code, or a @name.',
    addressAdded: 'Messages with {value} are not logged any more',
    addressRemoved: '{value} is off the list',
    addressRemove: 'Remove',
    addressRemoveOne: 'Remove {value}',
    addressWhole: 'All mail addresses of this domain and of those below it',
  },
  ru: {
    privacyTitle: 'Приватность',
    privacyLead:
      'Сообщения с теми, кто указан здесь, не сохраняются, откуда бы они ни пришли. Записанное раньше остаётся.',
    neverLogTitle: 'Ваш список «не записывать»',
    neverLogWhy: 'Семья, друзья, банк: их сообщения вы никогда не записываете. Этот список видите только вы.',
    neverLogAdd: 'Никогда не записывать сообщения с',
    neverLogNone: 'В вашем списке пока никого нет.',
    protectedTitle: 'Защищённые адресаты',
    protectedWhy:
      'Юристы, врачи, профсоюзы: никто в организации не может записывать сообщения с ними. Список видят все.',
    protectedFixed:
      'Никто в организации не может записывать сообщения с ними. Список меняют владелец и администраторы.',
    protectedAdd: 'Никто не записывает сообщения с',
    protectedNone: 'Защищённых адресатов пока нет.',
    addressAdd: 'Добавить',
    addressHint: 'Почтовый адрес, домен, например law.example, номер телефона с + или @имя в Telegram.',
    addressBad: 'Укажите почтовый адрес, домен, например law.example, номер с + и кодом страны или @имя.',
    addressAdded: 'Сообщения с {value} больше не записываются',
    addressRemoved: '{value} больше нет в списке',
    addressRemove: 'Убрать',
    addressRemoveOne: 'Убрать {value}',
    addressWhole: 'Все почтовые адреса этого домена и его поддоменов',
  },
} as const;
