// Owns drawing what stands above the columns: the choice of the pipeline, badges and buttons.
import type { Pipeline } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Eye, Plus, Settings2 } from 'lucide';
import { icon } from '../kit/icons.ts';
import { staleBadge } from '../kit/states.ts';
import type { BoardKey } from './words.ts';

export interface HeadView {
  pipelines: readonly Pipeline[];
  /** Of the pipeline that is shown. */
  id: string;
  name: string;
  stale: boolean;
  viewOnly: boolean;
  mayManage: boolean;
  /** The stage where a new deal begins; undefined when none may be made. */
  first: string | undefined;
  /** False while another button is the one to press. */
  primary: boolean;
  t: Words<BoardKey>;
  choose(id: string): void;
  openSettings(): void;
  openForm(stageId: string): void;
}

export function boardHead(view: HeadView) {
  const { t, stale, viewOnly, mayManage, first, primary } = view;
  return html`<header class="head" part="head">
    ${pipelineChoice(view)}
    <span class="space"></span>
    ${staleBadge(stale, t)}
    ${
      viewOnly
        ? html`<span class="badge calm" part="view-only" title=${t('viewOnlyWhy')}>${icon(Eye)} ${t('viewOnly')}</span>`
        : nothing
    }
    ${
      mayManage
        ? html`<button class="button quiet tool" type="button" aria-label=${t('stages')} title=${t('stages')} @click=${view.openSettings}>${icon(Settings2)}</button>`
        : nothing
    }
    ${
      first
        ? html`<button class="button start ${primary ? 'primary' : ''}" type="button" @click=${() => view.openForm(first)}>${icon(Plus)} ${t('newDeal')}</button>`
        : nothing
    }
  </header>`;
}

function pipelineChoice({ pipelines, id: shown, name: title, t, choose }: HeadView) {
  // A heading without words would be read out as one.
  if (pipelines.length < 2) return html`<h2 class="pipeline" part="pipeline" ?hidden=${title === ''}>${title}</h2>`;
  const change = ({ currentTarget }: Event) => {
    if (currentTarget instanceof HTMLSelectElement) choose(currentTarget.value);
  };
  return html`<h2 class="unseen">${title}</h2>
    <select class="field pipeline" part="pipeline" aria-label=${t('pipeline')} @change=${change}>
      ${repeat(
        pipelines,
        ({ id }) => id,
        ({ id, name }) => html`<option value=${id} ?selected=${id === shown}>${name}</option>`,
      )}
    </select>`;
}
