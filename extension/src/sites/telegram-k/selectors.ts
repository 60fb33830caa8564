// Owns every selector of Telegram Web K.

/** While chats slide, the one that leaves is active too: it is `from`. */
export const chat = [
  '#column-center .chats-container > .chat.active:not(.from)',
  '#column-center .chat.active:not(.from)',
  '.chat.active:not(.from)',
];
/** The bar of a closed chat stays in the page, hidden, with the last person's name. */
export const title = ['.topbar:not(.hide) .chat-info .user-title', '.topbar:not(.hide) .chat-info'];
/** Only the title: typing people, players and search results in the bar have `.peer-title` too. */
export const peer = [':scope > .peer-title[data-peer-id]', '.peer-title[data-peer-id]:not(.bottom *)'];
/** A title of my saved messages that came from one person. */
export const ownNotes = '[data-me-as-notes="1"]';
/** A title in the app's own words: my saved messages, hidden authors, still loading. A person's name is plain text. */
export const ownWords = ':scope > .i18n, :scope > .peer-title-inner > .i18n';
export const titleIcons = '.verified-icon,.premium-icon,.emoji-status,.title-icons,[class*="-icon"]';

export const bubbles = ['.bubbles'];
export const viewport = ['.bubbles > .scrollable', '.bubbles .scrollable-y', '.bubbles'];
export const bubble =
  '.bubble[data-mid][data-timestamp]:not(.service):not(.is-sending):not(.is-error):not(.is-date):not(.is-sponsored)';
export const own = '.is-out';
export const text = ['.message', '.emoji-big .attachment'];
export const meta = '.time,.time-inner,.reactions,.webpage,.reply,.bubble-name,reactions-element,.name';

export const composer = [
  '.chat.active:not(.from) .input-message-input[contenteditable="true"]:not(.input-field-input-fake)',
  '.input-message-input[contenteditable="true"]:not(.input-field-input-fake)',
];
export const header = ['.chat.active .topbar', '#column-center .topbar'];
export const footer = ['.chat.active .chat-input'];

export const watched = ['class', 'data-peer-id', 'data-thread-id'];
