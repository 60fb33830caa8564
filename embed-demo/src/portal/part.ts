// Owns what every part of the portal shares: the look, the language it is given, and nothing else.
import type { Language } from '@kith/sdk/words';
import { controlSheet, tokenSheet } from '@kith/widgets/kit/theme.ts';
import { type CSSResultGroup, LitElement, type PropertyDeclarations } from 'lit';
import { type PortalWords, portalWords } from './words.ts';

/** Base of the portal's own elements. */
export class PortalPart extends LitElement {
  static override properties: PropertyDeclarations = { language: { attribute: false } };
  static override styles: CSSResultGroup = [tokenSheet, controlSheet];

  declare language: Language;

  constructor() {
    super();
    this.language = 'en';
  }

  protected get t(): PortalWords {
    return portalWords(this.language);
  }

  /** Tells the parts above; bubbles and crosses shadow roots. */
  protected tell<Detail>(name: string, detail: Detail): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }
}

/** Registers an element of the portal once. */
export function definePart(tag: string, part: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, part);
}
