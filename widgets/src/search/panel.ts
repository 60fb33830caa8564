// Owns drawing what opens below the box: the results, or what stands where there are none.
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { Search, SearchX } from 'lucide';
import { emptyState, errorState } from '../kit/states.ts';
import type { Asking } from './asking.ts';
import { drawGroups } from './hits.ts';
import type { SearchKey } from './words.ts';

export interface PanelView {
  asking: Asking;
  /** Key of the active hit, empty for none. */
  active: string;
  /** Why there is no session. */
  sessionError: unknown;
  t: Words<SearchKey>;
  pick(key: string): void;
  retry(): void;
}

export function searchPanel(view: PanelView) {
  const { asking, active, t } = view;
  const { groups, answered, busy } = asking;
  const similar = groups.length > 0 && groups.every(({ hits }) => hits.every((hit) => hit.similar));
  const onClick = (event: Event) => {
    const hit = event.composedPath().find((node) => node instanceof HTMLElement && node.dataset['key'] !== undefined);
    if (hit instanceof HTMLElement) view.pick(hit.dataset['key'] ?? '');
  };
  return html`<div class="panel ${busy ? 'busy' : ''}" part="panel" @pointerdown=${keepFocus} @click=${onClick}>
    ${similar ? html`<p class="note">${t('similar')}</p>` : nothing}
    <div class="hits" id="hits" role="listbox" aria-label=${t('results')} aria-busy=${busy} ?hidden=${groups.length === 0}>
      ${drawGroups({ groups, active, recent: answered === '', t })}
    </div>
    ${groups.length === 0 ? instead(view) : nothing}
  </div>`;
}

/** A press on a result leaves the focus in the field. */
const keepFocus = (event: Event) => event.preventDefault();

function instead({ asking, sessionError, t, retry }: PanelView) {
  const { answered, error } = asking;
  const failure = sessionError ?? error;
  if (failure !== undefined) return errorState(failure, t, retry);
  if (answered === null) {
    return html`<div class="ghosts" aria-hidden="true">
      ${Array.from({ length: 6 }, () => html`<span class="skeleton"></span>`)}
    </div>`;
  }
  if (answered === '') return emptyState(Search, t('nothingYet'), t('nothingYetDo'));
  return emptyState(SearchX, t('nothing', { query: answered }), t('nothingDo'));
}
