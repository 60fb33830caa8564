// Owns the page of one record: its parts, one below the other.
import { type RecordType, recordText } from '@kith/widgets/kit/record.ts';
import { emptyState, errorState, stateSheet } from '@kith/widgets/kit/states.ts';
import { html, nothing, type PropertyDeclarations } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { FileQuestionMark, MousePointerClick } from 'lucide';
import { LazyLoader } from './lazy.ts';
import { PortalPart } from './part.ts';
import { recordPageSheet } from './record-page.styles.ts';
import type { RecordPart } from './record-part.ts';
import * as registry from './record-parts.ts';
import { mayUse, type Scene } from './view.ts';

const inOrder: readonly RecordPart[] = Object.values<RecordPart>(registry).sort(
  (one, other) => one.order - other.order,
);

/** `<kith-record-page>`: the parts of the record that `scene.selected` names. */
export class KithRecordPage extends PortalPart {
  static override styles = [...[PortalPart.styles].flat(), stateSheet, recordPageSheet];
  static override properties: PropertyDeclarations = {
    scene: { attribute: false },
    type: { attribute: false },
  };

  declare scene: Scene | undefined;
  declare type: RecordType | undefined;
  readonly #loader = new LazyLoader(() => this.requestUpdate());

  protected override render() {
    const { scene, type, t } = this;
    if (!scene) return nothing;
    if (!type)
      return html`<div class="none">${emptyState(MousePointerClick, t('nothingPicked'), t('nothingPickedDo'))}</div>`;
    const parts = inOrder.filter((part) => part.types.includes(type) && mayUse(part, scene.person));
    if (parts.length === 0)
      return html`<div class="none">${emptyState(FileQuestionMark, t('noParts'), t('noPartsDo'))}</div>`;
    return html`<div class="parts">
      ${repeat(
        parts,
        (part) => part,
        (part) => this.#part(part, scene, type),
      )}
    </div>`;
  }

  #part(part: RecordPart, scene: Scene, type: RecordType) {
    const title = part.title?.[this.language];
    return html`<section>
      ${title === undefined ? nothing : html`<h2>${title}</h2>`} ${this.#widget(part, scene, type)}
    </section>`;
  }

  #widget(part: RecordPart, scene: Scene, type: RecordType) {
    const { ready, error } = this.#loader.stateOf(part);
    if (ready) return part.render({ ...scene, record: recordText({ type, id: scene.selected }) });
    if (error !== undefined) return errorState(error, this.t, () => this.#loader.retry(part));
    return html`<div class="wait" aria-busy="true"><span class="unseen">${this.t('loading')}</span></div>`;
  }
}
