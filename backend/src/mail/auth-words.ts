// Owns what mails about signing in say, in every language that they come in.

/** What a mail is about. */
export type AuthMailKind =
  | 'magiclink'
  | 'signup'
  | 'recovery'
  | 'invite'
  | 'email_change_current'
  | 'email_change_new'
  | 'reauthentication'
  | 'account_exists'
  | 'recovery_code_used'
  | 'password_changed'
  | 'second_factor_removed'
  | 'refresh_token_reused';

export interface KindWords {
  subject: string;
  /** Why this mail came. `{site}` is where to sign in, `{newEmail}` the address that an account is to move to, `{oldEmail}` the one that it has. */
  lead: string;
  /** Text of the link. Empty where there is none. */
  action: string;
  /** Stands before the code. Empty where there is none. */
  code: string;
  /** What to do when somebody else asked for this mail. */
  otherwise: string;
}
export interface LanguageWords {
  kinds: Record<AuthMailKind, KindWords>;
  /** How long link and code work. */
  lifetime: string;
}

const en: LanguageWords = {
  lifetime: 'It works once, for one hour.',
  kinds: {
    magiclink: {
      subject: 'Your sign-in link',
      lead: 'Here is your link to sign in at {site}.',
      action: 'Sign in',
      code: 'Or type this code where you are signing in:',
      otherwise: 'If you did not ask for it, ignore this mail. Nobody gets in without it.',
    },
    signup: {
      subject: 'Confirm your address',
      lead: 'You signed up at {site} with this address. Confirm that it is yours.',
      action: 'Confirm the address',
      code: 'Or type this code where you are signing up:',
      otherwise: 'If you did not sign up, ignore this mail. The account stays closed.',
    },
    recovery: {
      subject: 'Set a new password',
      lead: 'You asked for a new password at {site}. The link signs you in, then you choose one.',
      action: 'Choose a new password',
      code: 'Or type this code where you asked for it:',
      otherwise: 'If you did not ask for it, ignore this mail. Your password stays as it is.',
    },
    invite: {
      subject: 'You are invited',
      lead: 'You have been invited to {site}.',
      action: 'Accept the invitation',
      code: 'Or type this code where you accept the invitation:',
      otherwise: 'If you do not know why, ignore this mail.',
    },
    email_change_current: {
      subject: 'Confirm that your address changes',
      lead: 'Your account at {site} is to move to {newEmail}. Confirm it here and in the mail to the new address.',
      action: 'Confirm the change',
      code: 'Or type this code:',
      otherwise: 'If you did not ask for it, ignore this mail and change your password. The address stays as it is.',
    },
    email_change_new: {
      subject: 'Confirm your new address',
      lead: 'The account of {oldEmail} at {site} is to move to {newEmail}. If it is yours, confirm it here and in the mail to that address.',
      action: 'Confirm the new address',
      code: 'Or type this code:',
      otherwise: 'If that account is not yours, ignore this mail. Nothing changes.',
    },
    reauthentication: {
      subject: 'Your confirmation code',
      lead: 'You are about to change something important at {site}.',
      action: '',
      code: 'Confirm with this code:',
      otherwise: 'If it was not you, change your password.',
    },
    account_exists: {
      subject: 'You have an account already',
      lead: 'Somebody signed up at {site} with this address, which has an account already. Nothing has changed.',
      action: 'Sign in',
      code: '',
      otherwise:
        'If you forgot the password, ask for a new one where you sign in. If it was not you, ignore this mail.',
    },
    recovery_code_used: {
      subject: 'A recovery code was used',
      lead: 'Somebody signed in to your account at {site} with a recovery code in the place of your second factor.',
      action: 'Open Kith',
      code: '',
      otherwise: 'If it was not you, change your password, sign out everywhere else and make new recovery codes.',
    },
    password_changed: {
      subject: 'Your password was changed',
      lead: 'Somebody changed the password of your account at {site}. Other sessions were signed out.',
      action: 'Open Kith',
      code: '',
      otherwise: 'If it was not you, ask for a new password where you sign in, then sign out everywhere else.',
    },
    second_factor_removed: {
      subject: 'A second factor was removed',
      lead: 'Somebody removed an authenticator app from your account at {site}.',
      action: 'Open Kith',
      code: '',
      otherwise: 'If it was not you, change your password, sign out everywhere else and add the app again.',
    },
    refresh_token_reused: {
      subject: 'We signed out one of your sessions',
      lead: 'Somebody came to {site} with an old key of one of your sessions, as a copy of it would. That session has ended, on every device that held it.',
      action: 'Open Kith',
      code: '',
      otherwise:
        'If you restored a browser or a backup, it was you: sign in again. If not, change your password and sign out everywhere else.',
    },
  },
};

const ru: LanguageWords = {
  lifetime: 'Подойдёт один раз в течение часа.',
  kinds: {
    magiclink: {
      subject: 'Ссылка для входа',
      lead: 'Вот ссылка для входа на {site}.',
      action: 'Войти',
      code: 'Или введите этот код там, где входите:',
      otherwise: 'Если вы её не запрашивали, не обращайте внимания на письмо. Без него никто не войдёт.',
    },
    signup: {
      subject: 'Подтвердите адрес',
      lead: 'Вы зарегистрировались на {site} с этим адресом. Подтвердите, что он ваш.',
      action: 'Подтвердить адрес',
      code: 'Или введите этот код там, где регистрируетесь:',
      otherwise: 'Если вы не регистрировались, не обращайте внимания на письмо. Учётная запись останется закрытой.',
    },
    recovery: {
      subject: 'Новый пароль',
      lead: 'Вы запросили новый пароль на {site}. Ссылка откроет вход, затем вы выберете пароль.',
      action: 'Выбрать новый пароль',
      code: 'Или введите этот код там, где запросили пароль:',
      otherwise: 'Если вы его не запрашивали, не обращайте внимания на письмо. Пароль останется прежним.',
    },
    invite: {
      subject: 'Вас приглашают',
      lead: 'Вас пригласили на {site}.',
      action: 'Принять приглашение',
      code: 'Или введите этот код там, где принимаете приглашение:',
      otherwise: 'Если вы не знаете почему, не обращайте внимания на письмо.',
    },
    email_change_current: {
      subject: 'Подтвердите смену адреса',
      lead: 'Ваша учётная запись на {site} переходит на адрес {newEmail}. Подтвердите это здесь и в письме на новый адрес.',
      action: 'Подтвердить смену',
      code: 'Или введите этот код:',
      otherwise: 'Если это не вы, не обращайте внимания на письмо и смените пароль. Адрес останется прежним.',
    },
    email_change_new: {
      subject: 'Подтвердите новый адрес',
      lead: 'Учётная запись {oldEmail} на {site} переходит на адрес {newEmail}. Если она ваша, подтвердите это здесь и в письме на тот адрес.',
      action: 'Подтвердить новый адрес',
      code: 'Или введите этот код:',
      otherwise: 'Если это не ваша учётная запись, не обращайте внимания на письмо. Ничего не изменится.',
    },
    reauthentication: {
      subject: 'Код подтверждения',
      lead: 'Вы собираетесь изменить что-то важное на {site}.',
      action: '',
      code: 'Подтвердите этим кодом:',
      otherwise: 'Если это не вы, смените пароль.',
    },
    account_exists: {
      subject: 'У вас уже есть учётная запись',
      lead: 'Кто-то зарегистрировался на {site} с этим адресом, но у него уже есть учётная запись. Ничего не изменилось.',
      action: 'Войти',
      code: '',
      otherwise:
        'Если забыли пароль, запросите новый на странице входа. Если это не вы, не обращайте внимания на письмо.',
    },
    recovery_code_used: {
      subject: 'Использован запасной код',
      lead: 'Кто-то вошёл в вашу учётную запись на {site} по запасному коду вместо второго фактора.',
      action: 'Открыть Kith',
      code: '',
      otherwise: 'Если это не вы, смените пароль, выйдите на других устройствах и сделайте новые запасные коды.',
    },
    password_changed: {
      subject: 'Пароль сменён',
      lead: 'Кто-то сменил пароль вашей учётной записи на {site}. Другие сеансы завершены.',
      action: 'Открыть Kith',
      code: '',
      otherwise: 'Если это не вы, запросите новый пароль на странице входа, затем выйдите на других устройствах.',
    },
    second_factor_removed: {
      subject: 'Второй фактор убран',
      lead: 'Кто-то убрал приложение-аутентификатор из вашей учётной записи на {site}.',
      action: 'Открыть Kith',
      code: '',
      otherwise: 'Если это не вы, смените пароль, выйдите на других устройствах и добавьте приложение снова.',
    },
    refresh_token_reused: {
      subject: 'Один из ваших сеансов завершён',
      lead: 'Кто-то пришёл на {site} со старым ключом одного из ваших сеансов, как пришла бы его копия. Этот сеанс завершён на всех устройствах, где он был.',
      action: 'Открыть Kith',
      code: '',
      otherwise:
        'Если вы восстановили браузер или резервную копию, это были вы: войдите снова. Если нет, смените пароль и выйдите на других устройствах.',
    },
  },
};

/** The words for a locale such as `ru` or `ru-RU`; English for any other. */
export const authWords = (locale: unknown): LanguageWords & { language: string } =>
  typeof locale === 'string' && /^ru\b/i.test(locale) ? { ...ru, language: 'ru' } : { ...en, language: 'en' };
