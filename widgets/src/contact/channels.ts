// Names channels, and their pictures.
import type { Words } from '@kith/sdk/words';
import { type IconNode, MessageSquare } from 'lucide';
import { pictures } from './points.ts';

const known = new Map<string, IconNode>(Object.entries(pictures));

/** The picture of a channel; a plain message for those without one. */
export const pictureOf = (name: string): IconNode => known.get(name) ?? MessageSquare;

/** A channel's name as a title: `Telegram`. */
export const titleOf = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');

/** A channel as people say it: translated where it is a common noun, else the name itself. */
export const labelOf = (name: string, t: Words<'email' | 'phone'>): string =>
  name === 'email' || name === 'phone' ? t(name) : titleOf(name);
