// Owns what settings share that ask before they change what is there: reading, saving, the question, and what went wrong.
import { errorState, stateSheet } from '@kith/widgets/kit/states.ts';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { pageSheet } from './page.styles.ts';
import { PersonPart } from './person-part.ts';
import { privacySheet } from './privacy.styles.ts';

/** What is asked before it is done. */
export interface Question {
  text: string;
  yes: string;
  no: string;
  /** Does it. May reject. */
  act(): Promise<void>;
}

/** One form of settings. `Kept` is what is set, `Wish` what is about to be, once the person said yes. */
export abstract class AskedForm<Kept, Wish> extends PersonPart {
  static override styles = [...[PersonPart.styles].flat(), stateSheet, pageSheet, privacySheet];
  static override properties: PropertyDeclarations = {
    kept: { state: true },
    asking: { state: true },
    problem: { state: true },
    formProblem: { state: true },
    busy: { state: true },
    saved: { state: true },
  };

  declare protected kept: Kept | undefined;
  declare protected asking: Wish | undefined;
  declare protected saved: boolean;
  declare private problem: unknown;
  declare private formProblem: string | undefined;
  declare private busy: boolean;

  constructor() {
    super();
    this.busy = false;
    this.saved = false;
  }

  /** What is set. May reject. */
  protected abstract read(): Promise<Kept>;
  /** Saves what is in the form, or sets `asking`. May reject. */
  protected abstract save(data: FormData): Promise<void>;
  protected abstract fields(kept: Kept): TemplateResult;
  protected abstract question(wish: Wish): Question;
  protected abstract words(): { save: string; saved: string };
  /** While something is still being done by what was saved. */
  protected get working(): boolean {
    return false;
  }

  /** What stands below the form. */
  protected below(): unknown {
    return nothing;
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has('person') && this.person) void this.#load();
  }

  async #load() {
    this.problem = undefined;
    try {
      this.kept = await this.read();
    } catch (error) {
      this.problem = error;
    }
  }

  async #send(send: () => Promise<void>) {
    this.busy = true;
    this.saved = false;
    this.formProblem = undefined;
    try {
      await send();
    } catch (error) {
      this.formProblem = this.sentence(error);
    }
    this.busy = false;
  }

  readonly #submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (form instanceof HTMLFormElement && !this.busy) void this.#send(() => this.save(new FormData(form)));
  };

  /** Something else is written: the question is about what was. */
  readonly #forget = () => {
    this.asking = undefined;
    this.saved = false;
  };

  /** Back to what is set. */
  readonly #leave = () => {
    this.#forget();
    this.renderRoot.querySelector('form')?.reset();
  };

  protected override render() {
    const { t, kept } = this;
    if (this.problem !== undefined) return errorState(this.problem, t, () => void this.#load());
    if (kept === undefined) return html`<div class="card" aria-busy="true">${t('loading')}</div>`;
    const words = this.words();
    return html`<form class="card" @submit=${this.#submit} @change=${this.#forget}>
      ${this.fields(kept)}
      ${
        this.asking === undefined
          ? html`<button class="button" type="submit" ?disabled=${this.busy || this.working}>${words.save}</button>`
          : this.#ask(this.question(this.asking))
      }
      <div role="alert">${this.formProblem ? html`<p class="problem">${this.formProblem}</p>` : nothing}</div>
      <div role="status">${this.saved ? html`<p class="hint">${words.saved}</p>` : nothing}</div>
      ${this.below()}
    </form>`;
  }

  #ask({ text, yes, no, act }: Question) {
    return html`<div class="confirm" role="alert">
      <p>${text}</p>
      <button class="button" type="button" ?disabled=${this.busy} @click=${() => void this.#send(act)}>${yes}</button>
      <button class="button quiet" type="button" @click=${this.#leave}>${no}</button>
    </div>`;
  }
}
