// Owns parts of the portal that show what is live: they are told when to read anew, as long as they are on the page.
import type { LiveResource } from '@kith/sdk';
import { LiveWatch } from '@kith/widgets/kit/live.ts';
import type { PropertyValues } from 'lit';
import { PersonPart } from './person-part.ts';

export class LivePart extends PersonPart {
  /** What to listen to. */
  protected readonly resources: readonly LiveResource[] = [];
  #watch: LiveWatch | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch?.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch?.stop();
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (!changes.has('person') || !this.person) return;
    this.#watch?.stop();
    const onChange = () => void this.load();
    this.#watch = new LiveWatch(this.person.session, this.resources, { onChange, onState: () => undefined });
    if (this.isConnected) this.#watch.start();
    void this.load();
  }

  /** Reads what is shown: at first, and when it changed. */
  protected async load(): Promise<void> {}
}
