// Names the picture of each kind of contact point, and where a contact point leads.
import type { ContactPoint, PointKind } from '@kith/sdk';
import { BriefcaseBusiness, Globe, type IconNode, Mail, Phone, Send } from 'lucide';

export const pictures: Record<PointKind, IconNode> = {
  email: Mail,
  phone: Phone,
  telegram: Send,
  linkedin: BriefcaseBusiness,
  url: Globe,
};

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
