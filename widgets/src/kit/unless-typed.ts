// Owns a field's value that follows the data, except while somebody types in the field: what they typed is theirs.
import { noChange } from 'lit';
import {
  Directive,
  type DirectiveResult,
  directive,
  type ElementPart,
  type PartInfo,
  PartType,
} from 'lit/directive.js';

class UnlessTypedDirective extends Directive {
  /** The value set last; a field that shows another was typed in. */
  #set: string | undefined;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new TypeError('unlessTyped stands in the tag of a field');
  }

  render(_value: string): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [value]: [string]): unknown {
    if (!(element instanceof HTMLInputElement)) return noChange;
    const typing = this.#set !== undefined && element.value !== this.#set && element.matches(':focus');
    if (typing) return noChange;
    if (element.value !== value) element.value = value;
    this.#set = value;
    return noChange;
  }
}

/**
 * `<input ${unlessTyped(name)}>` shows the value, also when the data say again what they said, but never over words
 * that somebody has typed and not left yet.
 */
export const unlessTyped: (value: string) => DirectiveResult = directive(UnlessTypedDirective);
