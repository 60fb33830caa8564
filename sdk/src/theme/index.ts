// Owns how Kith looks everywhere: the tokens that overlay, widgets and portal share. Source: the house's look, one table.
export { type Avatar, avatarOf } from './avatar.ts';
export { signals } from './signals.ts';
export { tokens } from './tokens.ts';
export { tokensCss } from './tokens-css.ts';
