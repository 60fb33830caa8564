// Owns how big the seeded install is.

export interface Size {
  contacts: number;
  companies: number;
  interactions: number;
  deals: number;
}

/** The organization that benchmarks read. */
export const large: Size = { contacts: 200_000, companies: 20_000, interactions: 2_000_000, deals: 20_000 };
/** Each of those that live beside it. */
export const small: Size = { contacts: 2_000, companies: 200, interactions: 5_000, deals: 200 };
/** How many live beside it. */
export const neighbours = 49;
/** Who works in the large organization, besides its owner. */
export const teammates = 4;
/** Contacts whose history is long: the first one has this many interactions. */
export const longHistory = 10_000;
