// Owns what this auth can do, as clients ask for it.

export const settings = {
  external: { anonymous_users: false, email: true, phone: false },
  disable_signup: false,
  mailer_autoconfirm: true,
  phone_autoconfirm: false,
  sms_provider: '',
  saml_enabled: false,
};

/** Calls of supabase-js that this install does not answer yet, and what each is for. */
export const notYet: Record<string, string> = {
  '/otp': 'Sign-in links and one-time codes',
  '/magiclink': 'Sign-in links and one-time codes',
  '/verify': 'Sign-in links and one-time codes',
  '/authorize': 'Sign-in through another provider',
  '/callback': 'Sign-in through another provider',
  '/recover': 'Password recovery by mail',
  '/resend': 'Sending a mail again',
  '/reauthenticate': 'Reauthentication by mail',
  '/invite': 'Invitations',
  '/factors': 'Second factors',
  '/factors/*': 'Second factors',
  '/user/identities/*': 'Linked identities',
  '/admin/generate_link': 'Links made by an administrator',
  '/sso': 'Single sign-on',
};
