// Owns the phrases that nearly every widget needs, in English.
export { type Translation, wordsIn } from './words-in.ts';

export const english = {
  retry: 'Retry',
  showMore: 'Show more',
  loadingMore: 'Loading…',
  moreFailed: 'The next rows did not arrive. Retry',
  notLive: 'Not live',
  notLiveWhy: 'The live connection is down. What you see may be out of date; it catches up by itself.',
  unreachable: 'The server did not answer',
  unreachableDo: 'Nothing is lost. Check your connection, then retry.',
  originNotAllowed: 'This page is not allowed to show Kith yet',
  originNotAllowedDo: 'In Kith, under Embed, add {origin} to the allowed origins of this key.',
  keyUnknown: 'The embed key of this page is not known',
  keyUnknownDo: 'It may have been revoked. Copy the current snippet from Kith, under Embed.',
  notNamed: 'This widget is not part of this page’s key',
  notNamedDo: 'In Kith, under Embed, make a key that names it.',
  noSession: 'This widget is not connected to Kith',
  noSessionDo: 'Add kith.js with a data-key to the page, or answer the kith-session event.',
  signedOut: 'Your session has ended',
  signedOutDo: 'Sign in again to go on. Nothing is lost.',
  forbidden: 'You are not allowed to see this',
  forbiddenDo: 'Ask an owner of the organization for access.',
  failed: 'The server could not answer this',
  failedDo: 'Nothing is lost. Retry, and if it stays so tell whoever runs Kith: {code}.',
};

export type KitKey = keyof typeof english;
