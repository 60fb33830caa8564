// Owns what every form of the portal shares: one attempt at a time, and its problem in words.
import { icon } from '@kith/widgets/kit/icons.ts';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { CircleAlert } from 'lucide';
import type { Account } from './account.ts';
import { PortalPart } from './part.ts';
import { type Problem, problemOf, type WordKey } from './problems.ts';

/** Base of the elements with a form. */
export class Attempt extends PortalPart {
  static override properties: PropertyDeclarations = {
    account: { attribute: false },
    email: { attribute: false },
    busy: { state: true },
    problem: { state: true },
  };

  declare account: Account | undefined;
  /** Address of the person, as far as it is known. */
  declare email: string;
  declare protected busy: boolean;
  declare protected problem: Problem | undefined;

  constructor() {
    super();
    this.email = '';
    this.busy = false;
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('input:not([hidden]), select')?.focus();
  }

  /** Does the work unless something is under way; what goes wrong is shown. */
  protected async attempt(work: (account: Account) => Promise<void>): Promise<void> {
    if (this.busy || !this.account) return;
    this.busy = true;
    this.problem = undefined;
    try {
      await work(this.account);
    } catch (error) {
      this.problem = problemOf(error);
    }
    this.busy = false;
  }

  /** Reads a form's field. An empty one is pointed at, and null. */
  protected entry(event: SubmitEvent, name: string, whenEmpty: WordKey): string | null {
    event.preventDefault();
    const form = event.currentTarget;
    if (!(form instanceof HTMLFormElement)) return null;
    const value = String(new FormData(form).get(name) ?? '');
    if (value.trim() !== '') return value;
    this.problem = { key: whenEmpty, code: 'empty' };
    this.renderRoot.querySelector<HTMLElement>(`#${name}`)?.focus();
    return null;
  }

  /** @returns whether the problem is one of those, to mark the field that it is about. */
  protected isAbout(...keys: WordKey[]): boolean {
    return this.problem !== undefined && keys.includes(this.problem.key);
  }

  protected submitButton(word: WordKey): TemplateResult {
    return html`<button class="button primary" type="submit" ?disabled=${this.busy}>
      ${this.t(this.busy ? 'working' : word)}
    </button>`;
  }

  protected problemText(): TemplateResult {
    const { problem } = this;
    return html`<div id="problem" role="alert" ?hidden=${problem === undefined}>
      ${
        problem
          ? html`<p class="problem">
              ${icon(CircleAlert)} <span>${this.t(problem.key, { email: this.email, code: problem.code })}</span>
            </p>`
          : nothing
      }
    </div>`;
  }
}
