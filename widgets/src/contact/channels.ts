// Names channels, and their pictures.
import { type IconNode, MessageSquare } from 'lucide';
import { pictures } from './points.ts';

const known = new Map<string, IconNode>(Object.entries(pictures));

/** The picture of a channel; a plain message for those without one. */
export const pictureOf = (name: string): IconNode => known.get(name) ?? MessageSquare;

/** A channel's name as a title: `Telegram`. */
export const titleOf = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');
