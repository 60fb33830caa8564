// Owns which options a column could be chosen from: its different values, whole and part by part, as long as they are few.
import { foldChoice } from './own-fields.ts';
import { splitTags } from './values/split-values.ts';

/** More different values than that are no options, and neither are longer ones. */
export const mostChoices = 50;
const longest = 100;

export class ChoiceSurvey {
  readonly #whole = new Options();
  readonly #parts = new Options();
  #several = false;

  add(value: string): void {
    this.#whole.add(value);
    if (this.#parts.full) return;
    const parts = splitTags(value);
    if (parts.length > 1) this.#several = true;
    for (const part of parts) this.#parts.add(part);
  }

  /** What there is to choose from: one of whole values, several of their parts. */
  found(): { options?: string[]; parts?: string[] } {
    const options = this.#whole.list();
    const parts = this.#parts.list();
    return { ...(options && { options }), ...(parts && { parts }) };
  }

  /** The type of a field whose options come back often enough to be meant as options. */
  type(): 'select' | 'multi_select' | undefined {
    if (this.#several && this.#parts.recurs) return 'multi_select';
    return this.#whole.recurs ? 'select' : undefined;
  }
}

class Options {
  readonly #labels = new Map<string, string>();
  #count = 0;
  full = false;

  add(value: string): void {
    if (this.full) return;
    this.#count += 1;
    const key = foldChoice(value);
    if (!this.#labels.has(key)) this.#labels.set(key, value);
    if (value.length > longest || this.#labels.size > mostChoices) {
      this.full = true;
      this.#labels.clear();
    }
  }

  list(): string[] | null {
    return this.full || this.#labels.size === 0 ? null : [...this.#labels.values()];
  }

  /** Whether each option stands there three times or more on average, and there are more than one. */
  get recurs(): boolean {
    return !this.full && this.#labels.size > 1 && this.#labels.size <= 20 && this.#count >= 3 * this.#labels.size;
  }
}
