// Owns making the short name of a workspace from its name.

const most = 50;

/** Small Latin letters, digits and hyphens; empty where the name has none of them. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, most - 5)
    .replace(/^-+|-+$/g, '');
