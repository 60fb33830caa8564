// Owns a note under edit, new or old: its text, the colleagues it mentions, and whether it could be saved.

import { codeOf } from '../kit/code-of.ts';
import type { Member } from '../kit/members.ts';
import { Mentions, type Offer, offerAt } from './mention-picker.ts';

/** A note being written. `changed` is called after each change of its fields. */
export class NoteEditor {
  text = '';
  state: 'calm' | 'saving' | 'failed' | 'conflict' = 'calm';
  error: unknown;
  offer: Offer | null = null;
  /** Which of the offered colleagues Enter takes. */
  active = 0;
  readonly #mentions = new Mentions();
  readonly #before: string;
  readonly #changed: () => void;

  /** @param body the stored text of an old note; empty for a new one. */
  constructor(body: string, changed: () => void) {
    this.text = this.#mentions.open(body);
    this.#before = this.text;
    this.#changed = changed;
  }

  get dirty(): boolean {
    return this.text.trim() !== '' && this.text !== this.#before;
  }

  type(text: string, caret: number, members: readonly Member[]): void {
    this.text = text;
    if (this.state === 'failed') this.state = 'calm';
    this.offer = offerAt(text, caret, members);
    this.active = 0;
    this.#changed();
  }

  /** Moves among the offered colleagues. */
  step(by: number): void {
    const count = this.offer?.members.length ?? 0;
    if (count > 0) this.active = (this.active + by + count) % count;
    this.#changed();
  }

  /** Takes a colleague. Returns where the caret goes. */
  choose(member: Member | undefined): number | null {
    if (!this.offer || !member) return null;
    const { text, caret } = this.#mentions.choose(this.text, this.offer, member);
    this.text = text;
    this.closeOffer();
    return caret;
  }

  closeOffer(): void {
    this.offer = null;
    this.#changed();
  }

  /** Saves the text by `write`. Returns true when it was saved; otherwise the text stays. */
  async save(write: (body: string) => Promise<unknown>): Promise<boolean> {
    if (!this.dirty || this.state === 'saving') return false;
    this.state = 'saving';
    this.offer = null;
    this.#changed();
    try {
      await write(this.#mentions.close(this.text));
      this.state = 'calm';
      return true;
    } catch (error) {
      this.error = error;
      this.state = codeOf(error) === 'version_conflict' ? 'conflict' : 'failed';
      return false;
    } finally {
      this.#changed();
    }
  }
}
