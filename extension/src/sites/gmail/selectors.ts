// Owns every selector of Gmail's page. Attributes and roles first; class names are fallbacks that captures share.

/** Areas that hold the open view. Gmail keeps earlier views hidden beside it. */
export const views = ['[role="main"]', 'body'];

/** Messages of an open thread; newest variant first. */
export const messages = ['[data-legacy-message-id],[data-message-id]', '[role="list"] > [role="listitem"]', '.adn'];
/** Rows of a list, which also name people and threads. */
export const listRow = 'tr.zA,[role="row"],tr[data-thread-id]';

/** The person who sent a message, inside the message. */
export const sender = ['.gD[email]', 'h3 span[email]', 'span[email][name]:not(.g2)'];
export const recipients = ['.g2[email]', '.hb span[email]'];
/** Any person of the page, for the fullest name. */
export const people = 'span[email][name]';

export const body = ['.a3s', '.ii.gt'];
export const quoted = '.gmail_quote,.gmail_quote_container,.gmail_extra,.yj6qo,.adm';
export const time = ['.g3[title]', '.g3[alt]', 'h3 ~ * [title][role="gridcell"]'];

export const subject = ['h2[data-legacy-thread-id]', 'h2[data-thread-perm-id]', '[data-thread-perm-id]', 'h2.hP', 'h2'];
export const thread = ['[data-legacy-thread-id]:not([data-legacy-last-message-id])', '[data-thread-perm-id]'];

/** Buttons of the signed-in account, whose label holds its address. */
export const account = [
  'a[href*="accounts.google.com/SignOutOptions"][aria-label*="@"]',
  'header a[aria-label*="@"]',
  '[role="banner"] a[aria-label*="@"]',
  'a[href*="accounts.google.com"][aria-label*="@"]',
];

export const composeBody = '[g_editable="true"][role="textbox"][contenteditable="true"]';
export const composeWindow = ['[role="dialog"]'];
export const composeParts = '[g_editable="true"],input[name="subjectbox"],[name="to"]';
export const header = ['[role="banner"]', 'header'];
/** The narrow column of side-panel icons at the right edge. */
export const sideColumn = ['.brC-aT5-aOt-Jw[role="complementary"]', 'div.aUx', '.brC-brG'];

/** Attributes whose change may change who is on screen. */
export const watched = ['style', 'class', 'hidden', 'data-legacy-message-id', 'data-message-id', 'email', 'name'];
