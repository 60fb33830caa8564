// Names the kinds of contact points and channels that have a picture of their own, and where a contact point leads.
import type { ContactPoint, PointKind } from '@kith/sdk';
import { BriefcaseBusiness, Globe, type IconNode, Mail, MessageSquare, Phone, Send } from 'lucide';

const pictures: Record<string, IconNode> = {
  email: Mail,
  phone: Phone,
  telegram: Send,
  linkedin: BriefcaseBusiness,
  url: Globe,
};

/** The picture of a channel or kind; a plain message for those without one. */
export const pictureOf = (name: string): IconNode => pictures[name] ?? MessageSquare;

/** A channel's name as a title: `Telegram`. */
export const titleOf = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');

const links: Record<PointKind, (point: ContactPoint) => string | null> = {
  email: ({ value }) => `mailto:${value}`,
  phone: ({ value }) => `tel:${value.replace(/[^\d+]/g, '')}`,
  // Only public names have an address; a numeric peer id has none.
  telegram: ({ value }) => {
    const name = value.match(/^@?([a-z]\w{3,31})$/i)?.[1];
    return name === undefined ? null : `https://t.me/${name}`;
  },
  linkedin: ({ value, normalized }) =>
    webAddress(value) ?? `https://www.linkedin.com/in/${encodeURIComponent(normalized)}/`,
  url: ({ value }) => webAddress(value),
};

/** Where a contact point leads, or null when it leads nowhere. Never anything but mail, telephone or the web. */
export const linkOf = (point: ContactPoint): string | null => links[point.kind](point);

function webAddress(value: string): string | null {
  return /^https?:\/\//i.test(value) && URL.canParse(value) ? value : null;
}
