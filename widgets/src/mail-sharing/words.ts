// Owns the English phrases of <kith-mail-sharing>; the Russian ones are loaded when they are spoken.
import { english as kitEnglish, wordsIn } from '../kit/words.ts';

export const english = {
  ...kitEnglish,
  sharing: 'With whom you share your messages',
  nothing: 'You share these messages with nobody',
  nothingDo: 'Colleagues see what your own level says. Here you can show one of them, or a team, more.',
  nothingAtAll: 'You share no record’s messages',
  nothingAtAllDo: 'On the page of a person, a company or a deal you can show your messages to a colleague or a team.',
  add: 'Share my messages with…',
  with: 'With whom',
  colleagues: 'Colleagues',
  teams: 'Teams',
  nobodyElse: 'There is nobody else here yet. Invite colleagues under Members.',
  level: 'What they see',
  l_subject: 'Subjects',
  l_full: 'Subjects and texts',
  share: 'Share',
  cancel: 'Cancel',
  stop: 'Stop sharing',
  stopWith: 'Stop sharing with {name}',
  people: { one: 'messages with {count} person', other: 'messages with {count} people' },
  paused: {
    one: '{count} person was merged with another since. Share again to show their messages.',
    other: '{count} people were merged with others since. Share again to show their messages.',
  },
  later: 'Who joins later is not in it. Share again to renew it.',
  gone: 'A record that is gone, or that you do not see',
  toMe: 'Who shares messages with you',
  toMeNothing: 'Nobody shares messages with you',
  toMeNothingDo: 'Colleagues show what their own level says. What one of them shows you beyond it stands here.',
  toMePaused: {
    one: '{count} person was merged with another since. You see their messages when they are shared again.',
    other: '{count} people were merged with others since. You see their messages when they are shared again.',
  },
  decline: 'Decline',
  declineOf: 'Decline what {name} shares',
  declined: 'You do not see what {name} shares any more',
  accept: 'See again',
  acceptOf: 'See again what {name} shares',
  accepted: 'You see again what {name} shares',
  youDeclined: 'You declined this',
  declinedBy: 'Declined by {names}',
  somebody: 'Somebody',
  team: 'Team {name}',
  shared: 'Shared with {name}',
  stopped: 'Not shared with {name} any more',
  notShared: 'Not shared. Reason: {code}.',
  notDone: 'That did not work. Reason: {code}. Nothing was changed.',
};

export type MailSharingKey = keyof typeof english;
export const mailSharingWords = wordsIn(english, async () => (await import('./words.ru.ts')).russian);
