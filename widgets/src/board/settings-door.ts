// Owns opening the settings of a pipeline, whose code is loaded for whoever first asks for them.
import type { Language } from '@kith/sdk/words';
import { nothing } from 'lit';
import { clientOf } from '../kit/client.ts';
import type { KithSession } from '../kit/session.ts';
import type { SettingsDesk } from './settings-desk.ts';

interface Host {
  session(): KithSession | undefined;
  /** The pipeline on the board. */
  pipelineId(): string;
  changed(): void;
  /** Shows another pipeline on the board. */
  show(id: string): void;
  closed(): void;
}

export class SettingsDoor {
  #desk: SettingsDesk | undefined;
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  draw(language: Language) {
    return this.#desk?.draw(language) ?? nothing;
  }

  async open(): Promise<void> {
    const { SettingsDesk } = await import('./settings-desk.ts');
    const { session, pipelineId, changed, show, closed } = this.#host;
    const active = session();
    if (!active) return;
    this.#desk = new SettingsDesk({
      client: clientOf(active),
      pipelineId: pipelineId(),
      changed,
      show,
      closed: () => {
        this.forget();
        changed();
        closed();
      },
    });
    changed();
  }

  forget(): void {
    this.#desk = undefined;
  }
}
