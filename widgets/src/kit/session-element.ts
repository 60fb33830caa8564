// Owns a widget's life: finding its session, loading once, pausing and resuming live changes, and the shared attributes.
import type { LiveChange, LiveResource } from '@kith/sdk';
import { type Language, languageOf, type Words } from '@kith/sdk/words';
import { LitElement, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { textAttribute } from './attributes.ts';
import { Gather } from './gather.ts';
import { type LiveState, LiveWatch } from './live.ts';
import { type KithSession, requestSession, sessionReadyEvent } from './session.ts';
import { errorState } from './states.ts';
import type { KitKey } from './words.ts';

export type Theme = 'auto' | 'light' | 'dark';

/** How often relative times are told anew, in milliseconds. */
const tickMs = 60_000;
/** Changes that come within this time of the last are answered together, in milliseconds. */
const gatherMs = 75;

/**
 * Base of every widget. A widget may be connected, moved and disconnected any number of times: its data, scroll
 * position and typed text stay, nothing is fetched twice, and live changes are listened to only while it is connected
 * and has been in view.
 *
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru`. Default: the nearest `lang` above, then the browser's language.
 * @attr density `dense` for lower rows.
 */
export abstract class KithElement extends LitElement {
  static override properties: PropertyDeclarations = {
    session: { attribute: false },
    theme: textAttribute,
    lang: textAttribute,
    density: textAttribute,
  };

  /** The session to use. Without one the widget asks with a `kith-session` event. */
  declare session: KithSession | undefined;
  declare theme: Theme | '';
  declare density: 'dense' | '';

  /** The session in use; undefined until it is found. */
  protected active: KithSession | undefined;
  /** Why no session was found. */
  protected sessionError: unknown;
  protected live: LiveState = 'waiting';

  #scope: AbortController | undefined;
  #watch: LiveWatch | undefined;
  #seen = false;
  #failedBefore = false;
  #searched = false;

  constructor() {
    super();
    this.theme = '';
    this.density = '';
  }

  /** The resources whose changes matter to this widget. */
  protected abstract readonly resources: readonly LiveResource[];
  /** Loads everything for the active session, dropping what another session had loaded. */
  protected abstract load(): void;
  /** Goes on after a pause, when something was still under way. */
  protected abstract resume(): void;
  /** Stops requests; keeps data. */
  protected abstract pause(): void;
  /** Forgets every datum of the session before. */
  protected abstract forget(): void;
  /** These things changed: fetch again, in place. A null among them: something may have been missed. */
  protected abstract changed(changes: readonly (LiveChange | null)[]): void;

  /** The language spoken right now. */
  protected get language(): Language {
    const spoken = this.lang || this.parentElement?.closest('[lang]')?.getAttribute('lang');
    return languageOf(spoken ? [spoken, ...navigator.languages] : navigator.languages);
  }

  /** Renders anew when words in another language have come. */
  protected readonly respeak = (): void => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    // A move disconnects and connects in one go: the scope is still there, and nothing starts again.
    if (this.#scope) return;
    this.#scope = new AbortController();
    const { signal } = this.#scope;
    const tick = setInterval(() => this.requestUpdate(), tickMs);
    signal.addEventListener('abort', () => clearInterval(tick), { once: true });
    this.#whenSeen(signal);
    const again = () => this.sessionError !== undefined && this.retrySession();
    document.addEventListener(sessionReadyEvent, again, { signal });
    window.addEventListener('online', again, { signal });
    queueMicrotask(() => void this.#findSession(signal));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (!this.isConnected) this.#rest();
    });
  }

  protected override updated(changes: PropertyValues): void {
    // Before the first search there is nothing to replace: it finds the property by itself.
    if (!changes.has('session') || !this.#scope || !this.#searched || this.session === this.active) return;
    this.#drop();
    void this.#findSession(this.#scope.signal);
  }

  /** What stands in place of the data when no session was found; undefined while there is one, or it is being asked for. */
  protected noSession(t: Words<KitKey>): TemplateResult | undefined {
    if (this.sessionError === undefined || this.active) return undefined;
    return errorState(this.sessionError, t, () => this.retrySession());
  }

  /** Asks for the session anew; for the Retry button. */
  protected retrySession(): void {
    this.sessionError = undefined;
    this.requestUpdate();
    if (this.#scope) void this.#findSession(this.#scope.signal);
  }

  async #findSession(signal: AbortSignal): Promise<void> {
    this.#searched = true;
    try {
      const given = this.session;
      const session = given ?? (await requestSession(this));
      if (signal.aborted || given !== this.session) return;
      this.#adopt(session);
    } catch (error) {
      if (signal.aborted) return;
      this.sessionError = error;
      this.#failedBefore = true;
      this.requestUpdate();
    }
  }

  #adopt(session: KithSession) {
    if (this.#failedBefore) document.dispatchEvent(new Event(sessionReadyEvent));
    this.#failedBefore = false;
    this.sessionError = undefined;
    if (session === this.active) {
      this.resume();
    } else {
      this.#drop();
      this.active = session;
      this.live = 'waiting';
      const gather = new Gather<LiveChange | null>(gatherMs, (changes) => this.changed(changes));
      this.#watch = new LiveWatch(session, this.resources, {
        onChange: (change) => gather.add(change),
        onState: (state) => {
          this.live = state;
          this.requestUpdate();
        },
      });
      this.load();
    }
    if (this.#seen) this.#watch?.start();
    this.requestUpdate();
  }

  /** Whoever looks next must not see a row of the session before. */
  #drop() {
    this.#watch?.stop();
    this.#watch = undefined;
    if (this.active) this.forget();
    this.active = undefined;
  }

  #rest() {
    this.#scope?.abort();
    this.#scope = undefined;
    this.#watch?.stop();
    this.pause();
  }

  /** Live changes cost a connection, so they start when the widget first comes into view. */
  #whenSeen(signal: AbortSignal) {
    if (this.#seen) return;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      this.#seen = true;
      if (!signal.aborted) this.#watch?.start();
    });
    observer.observe(this);
    signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  }
}
