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

/** By the normalised form: what a person wrote may hold anything. */
const links: Record<PointKind, (normalized: string) => string | null> = {
  // Encoded, so that nothing in the address can add a header to the mail.
  email: (address) => `mailto:${encodeURIComponent(address).replace('%40', '@')}`,
  phone: (number) => `tel:${number.replace(/[^\d+]/g, '')}`,
  // Only public names have an address; a numeric peer id has none.
  telegram: (name) => (/^[a-z]\w+$/i.test(name) ? `https://t.me/${name}` : null),
  linkedin: (slug) => `https://www.linkedin.com/in/${encodeURIComponent(slug)}/`,
  url: (address) => (/^https?:\/\//i.test(address) && URL.canParse(address) ? address : null),
};

/** Where a contact point leads, or null when it leads nowhere. Never anything but mail, telephone or the web. */
export const linkOf = ({ kind, normalized }: ContactPoint): string | null => links[kind](normalized);
