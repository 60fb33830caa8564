// Owns the life of a widget: finding its session, loading once, pausing and resuming, and the shared attributes.
import { type Language, languageOf } from '@kith/sdk/words';
import { LitElement, type PropertyDeclarations, type PropertyValues } from 'lit';
import { textAttribute } from './attributes.ts';
import { type KithSession, requestSession, sessionReadyEvent } from './session.ts';

export type Theme = 'auto' | 'light' | 'dark';

/** How often relative times are told anew, in milliseconds. */
const tickMs = 60_000;

/** How a widget hears of changes. */
export interface Listening {
  /** A session was found: what is fetched from now on holds what was told before now. */
  open(session: KithSession): void;
  start(): void;
  /** Until the next start. */
  stop(): void;
  /** For good: the session is another's now. */
  close(): void;
}

/**
 * What every widget is, without a word or a look: the first paint carries all of it. A widget may be connected, moved and disconnected any number of times: its data, scroll
 * position and typed text stay, nothing is fetched twice, and live changes are listened to only while it is connected
 * and has been in view.
 *
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru`. Default: the nearest `lang` above, then the browser's language.
 * @attr density `dense` for lower rows.
 */
export abstract class SessionElement extends LitElement {
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
  /** How it hears of changes. */
  protected listening: Listening | undefined;

  #scope: AbortController | undefined;
  #failedBefore = false;
  #searched = false;

  constructor() {
    super();
    this.theme = '';
    this.density = '';
  }

  /** Loads everything for the active session, dropping what another session had loaded. */
  protected abstract load(): void;
  /** Goes on after a pause, when something was still under way. */
  protected abstract resume(): void;
  /** Stops requests; keeps data. */
  protected abstract pause(): void;
  /** Forgets every datum of the session before. */
  protected abstract forget(): void;

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
      this.listening?.open(session);
      this.load();
    }
    this.listening?.start();
    this.requestUpdate();
  }

  /** Whoever looks next must not see a row of the session before. */
  #drop() {
    this.listening?.close();
    if (this.active) this.forget();
    this.active = undefined;
  }

  #rest() {
    this.#scope?.abort();
    this.#scope = undefined;
    this.listening?.stop();
    this.pause();
  }
}
