// Owns how a widget finds out where Kith is and as whom to ask: the session, and the event that asks an ancestor for it.

/** Where a widget reads from and with whose rights. Lives in memory only. */
export interface KithSession {
  /** Address of the API: `https://crm.example`. */
  apiUrl: string;
  /** Address of Supabase, whose Realtime tells of changes. */
  supabaseUrl: string;
  /** Publishable key of that Supabase. */
  publishableKey: string;
  organizationId: string;
  /** True when the session can never write, so that widgets need not ask what it may do. */
  readOnly?: boolean;
  /**
   * Returns a token good for another minute at least, renewing it when it is not.
   * @param options.renew true after the server refused the last token: get a new one whatever its age.
   */
  getToken(options: { renew: boolean }): Promise<string | null>;
}

/** What a `kith-session` event carries. */
export interface SessionRequest {
  /** Answers the request. The first answer counts and ends the event. */
  provide(session: KithSession | Promise<KithSession>): void;
}

export const sessionEvent = 'kith-session';

/**
 * Tells widgets that found no session to ask again, on the document. A widget sends it when its own retry succeeded; a
 * host page may when somebody has signed in.
 */
export const sessionReadyEvent = 'kith-session-ready';

/** No page part answered a widget's request for a session. */
export class NoSessionError extends Error {
  override readonly name = 'NoSessionError';
  readonly code = 'no_session';
}

/**
 * Asks the elements above `element`, then the document, then the window for a session.
 * A host page that signs people in itself answers so, before or after `kith.js` has loaded:
 * @example document.addEventListener('kith-session', (event) => event.detail.provide({ apiUrl, …, getToken }));
 * @throws NoSessionError when nobody answers, and whatever the answer rejects with.
 */
export async function requestSession(element: Element): Promise<KithSession> {
  let answer: KithSession | Promise<KithSession> | undefined;
  const event = new CustomEvent<SessionRequest>(sessionEvent, {
    bubbles: true,
    composed: true,
    detail: {
      provide(session) {
        answer ??= session;
        event.stopImmediatePropagation();
      },
    },
  });
  element.dispatchEvent(event);
  if (answer === undefined) throw new NoSessionError('Nothing on this page connects the widget to Kith.');
  return answer;
}
