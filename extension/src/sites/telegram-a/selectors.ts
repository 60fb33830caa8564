// Owns every selector of Telegram Web A. While chats slide, the old and the new one are both in the page.

export const middle = ['#MiddleColumn'];
/** Layers that are on screen or coming; the ones that leave are `-from` and `-inactive`. */
export const leaving = '.Transition_slide-from,.Transition_slide-inactive';
export const coming = '.Transition_slide-to,.Transition_slide-active';

export const chatInfo = ['.MiddleHeader .ChatInfo', '.MiddleHeader .chat-info-wrapper'];
/** The header of a list that belongs to no peer. */
export const bareTitle = ['.MiddleHeader .Transition_slide > h3'];
export const avatar = ['.Avatar[data-peer-id]', '[data-peer-id]'];
export const name = ['.fullName', 'h3', '.title'];
/** Chats that are nobody: my own notes, the replies bot, a deleted account, anonymous authors. */
export const nobody =
  '.saved-messages,.overlay-avatar,.replies-bot-account,.deleted-account,.anonymous-forwards,.icon-avatar-saved-messages';

export const list = ['.MessageList'];
export const message = '.Message[data-message-id]:not(.ActionMessage):not(.service)';
export const own = '.own';
export const text = ['.text-content'];
export const meta =
  '.MessageMeta,.translation-animation,.Reactions,.WebPage,.message-time,.message-title,.EmbeddedMessage,.message-action-buttons';
/** Inside the time: when and that the message was imported. */
export const imported = '.message-imported';
export const clock = ['.MessageMeta .message-time', '.message-time'];
export const dayGroup = '.message-date-group';
export const day = ['.sticky-date span', '.sticky-date'];

export const composer = [
  '.messages-layout .Transition_slide-to #editable-message-text',
  '.messages-layout .Transition_slide-active #editable-message-text',
  '#editable-message-text[contenteditable="true"][role="textbox"]',
  '#MiddleColumn [contenteditable="true"][role="textbox"]',
];
export const header = ['#MiddleColumn .MiddleHeader', '.MiddleHeader'];
export const footer = ['#MiddleColumn .middle-column-footer', '#MiddleColumn .Composer'];

export const watched = ['class', 'data-peer-id', 'href'];
