// Owns what nearly every widget is from the start: live, and with words for what stands there without a session.
import type { LiveChange, LiveResource } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import type { TemplateResult } from 'lit';
import type { LiveState } from './live.ts';
import { SessionElement } from './session-element.ts';
import { errorState } from './states.ts';
import { WidgetLive } from './widget-live.ts';
import type { KitKey } from './words.ts';

/** Base of widgets whose first paint carries it all. One that loads some of it later extends `SessionElement`. */
export abstract class KithElement extends SessionElement {
  protected override readonly listening: WidgetLive;

  constructor() {
    super();
    this.listening = new WidgetLive({
      element: this,
      resources: () => this.resources,
      changed: (changes) => this.changed(changes),
      turned: () => this.requestUpdate(),
    });
  }

  /** The resources whose changes matter to this widget. */
  protected abstract readonly resources: readonly LiveResource[];
  /** These things changed: fetch again, in place. A null among them: something may have been missed. */
  protected abstract changed(changes: readonly (LiveChange | null)[]): void;

  protected get live(): LiveState {
    return this.listening.state;
  }

  /** What stands in place of the data when no session was found; undefined while there is one, or it is being asked for. */
  protected noSession(t: Words<KitKey>): TemplateResult | undefined {
    if (this.sessionError === undefined || this.active) return undefined;
    return errorState(this.sessionError, t, () => this.retrySession());
  }
}
