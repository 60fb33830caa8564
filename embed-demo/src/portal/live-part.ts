// Owns parts of the portal that show what is live: they are told when to read anew, as long as they are on the page.
import type { LiveResource } from '@kith/sdk';
import { LiveWatch } from '@kith/widgets/kit/live.ts';
import type { PropertyDeclarations, PropertyValues } from 'lit';
import type { SignedIn } from './account.ts';
import { PortalPart } from './part.ts';

export class LivePart extends PortalPart {
  static override properties: PropertyDeclarations = { person: { attribute: false } };

  declare person: SignedIn | undefined;
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
