// Owns mentioning colleagues while one writes: @ and letters offer names, and a chosen name stands for the member's id.
import type { Member } from '../kit/members.ts';

export interface Offer {
  /** Where the @ stands in the text. */
  at: number;
  /** Where the caret stands. */
  end: number;
  members: Member[];
}

const mostOffered = 6;

/** Colleagues whose name begins, in one of its words, like what stands between an @ and the caret. Null: nobody is sought. */
export function offerAt(text: string, caret: number, members: readonly Member[]): Offer | null {
  const [, , sought] = /(^|[\s(])@([\p{L}\p{N}._-]{0,40})$/u.exec(text.slice(0, caret)) ?? [];
  if (sought === undefined) return null;
  const start = caret - sought.length - 1;
  const wanted = sought.toLowerCase();
  const fits = ({ name }: Member) =>
    name
      .toLowerCase()
      .split(/\s+/)
      .some((word) => word.startsWith(wanted));
  return { at: start, end: caret, members: members.filter(fits).slice(0, mostOffered) };
}

/** A text under edit in which names stand for ids. */
export class Mentions {
  readonly #ids = new Map<string, string>();

  /** Puts a colleague's name where the offer was. Returns the new text and caret. */
  choose(text: string, { at, end }: Offer, member: Member): { text: string; caret: number } {
    const name = `@${member.name.replace(/[[\]()]/g, '')}`;
    this.#ids.set(name, member.id);
    return { text: `${text.slice(0, at)}${name} ${text.slice(end)}`, caret: at + name.length + 1 };
  }

  /** The stored text as one edits it: names instead of links. */
  open(body: string): string {
    return body.replace(/\[(@[^\]]+)\]\(member:([0-9a-f-]{36})\)/gi, (_, name: string, id: string) => {
      this.#ids.set(name, id);
      return name;
    });
  }

  /** The text as it is stored. The longest name wins where one begins like another. */
  close(text: string): string {
    const names = [...this.#ids.keys()].sort((one, other) => other.length - one.length);
    if (names.length === 0) return text;
    const any = new RegExp(names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
    return text.replace(any, (name) => `[${name}](member:${this.#ids.get(name)})`);
  }
}
