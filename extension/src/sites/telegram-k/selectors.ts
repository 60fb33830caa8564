// Owns every selector of Telegram Web K.

export const chat = ['#column-center .chats-container > .chat.active', '#column-center .chat.active', '.chat.active'];
export const peer = ['.topbar .chat-info .peer-title[data-peer-id]', '.topbar .peer-title[data-peer-id]'];
/** A title in the app's own words: my saved messages, hidden authors, still loading. A person's name is plain text. */
export const ownWords = ':scope > .i18n, :scope > .peer-title-inner > .i18n';
export const titleIcons = '.verified-icon,.premium-icon,.emoji-status,.title-icons,[class*="-icon"]';

export const bubbles = ['.bubbles'];
export const viewport = ['.bubbles > .scrollable', '.bubbles .scrollable-y', '.bubbles'];
export const bubble =
  '.bubble[data-mid][data-timestamp]:not(.service):not(.is-sending):not(.is-error):not(.is-date):not(.is-sponsored)';
export const own = '.is-out';
export const text = ['.message'];
export const meta = '.time,.time-inner,.reactions,.webpage,.reply,.bubble-name,reactions-element,.name';

export const composer = [
  '.chat.active .input-message-input[contenteditable="true"]:not(.input-field-input-fake)',
  '.input-message-input[contenteditable="true"]:not(.input-field-input-fake)',
];
export const header = ['.chat.active .topbar', '#column-center .topbar'];
export const footer = ['.chat.active .chat-input'];

export const watched = ['class', 'data-peer-id', 'data-thread-id'];
