// Owns what stands in for a missing picture: initials on a hue from the name's hash.
export interface Avatar {
  /** One or two letters, upper case; `?` for an empty name. */
  initials: string;
  /** Hue in degrees, 0 to 359, the same for the same name everywhere. */
  hue: number;
}

/** Initials and hue of a person's or company's name. */
export function avatarOf(name: string): Avatar {
  const words = name
    .trim()
    .split(/\s+/u)
    .filter((word) => /\p{L}|\p{N}/u.test(word));
  const first = words[0];
  const last = words.length > 1 ? words.at(-1) : undefined;
  const initials = [first, last].map((word) => (word ? firstLetter(word) : '')).join('');
  return { initials: initials || '?', hue: hash(name.trim().toLowerCase()) % 360 };
}

const firstLetter = (word: string) => word.match(/\p{L}|\p{N}/u)?.[0]?.toUpperCase() ?? '';

/** FNV-1a, 32 bit (Fowler, Noll, Vo): small, spreads short names well. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value;
}
