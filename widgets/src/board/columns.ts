// Owns drawing the stages side by side, and what stands for them while there are none.
import type { Language, Words } from '@kith/sdk/words';
import { html, type nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Columns3, ListFilter } from 'lucide';
import { emptyState, errorState } from '../kit/states.ts';
import type { BoardContext } from './board-context.ts';
import type { BoardData } from './board-data.ts';
import type { CardMoves } from './card-moves.ts';
import { ghostColumns, stageColumn } from './column.ts';
import type { BoardKey } from './words.ts';

const ghosts = 4;

export interface ColumnsView {
  data: BoardData;
  context: BoardContext;
  moves: CardMoves;
  language: Language;
  t: Words<BoardKey>;
  /** The form for a new deal, when it is open in a stage. */
  formIn(stage: { id: string; name: string }): TemplateResult | typeof nothing;
  openForm(stageId: string): void;
}

export function boardColumns(view: ColumnsView) {
  const { data, context } = view;
  const { hand, drag, focus } = view.moves;
  const { columns, lifted } = hand;
  const first = focus.entrance;
  const onPointerDown = (event: PointerEvent) => {
    if (hand.byKeys) hand.cancel();
    drag.onPointerDown(event);
  };
  return html`<div
    class="columns ${lifted ? 'carrying' : ''}"
    @pointerdown=${onPointerDown}
    @touchmove=${drag.onTouchMove}
    @keydown=${focus.onKey}
    @keyup=${focus.onKeyUp}
    @click=${focus.onClick}
    @focusin=${focus.onFocus}
  >
    ${repeat(
      columns,
      ({ id }) => id,
      (column) =>
        stageColumn({
          column,
          first,
          lifted,
          t: view.t,
          language: view.language,
          mayWrite: context.mayWrite,
          more: data.more.get(column.id),
          form: view.formIn(column),
          ownerOf: (id) => context.ownerOf(id),
          add: () => view.openForm(column.id),
          loadMore: () => void data.loadMore(column.id),
        }),
    )}
  </div>`;
}

interface Absence {
  data: BoardData;
  context: BoardContext;
  /** Id of the saved view that is shown, empty for none. */
  view: string;
  pipelineId: string;
  t: Words<BoardKey>;
  load(): void;
}

/** What stands in place of the columns; undefined when they are there. */
export function absence({ data, context, view, pipelineId, t, load }: Absence) {
  const { status, error } = data;
  const { failure, pipelines } = context;
  if (failure !== undefined && status !== 'ready') return errorState(failure, t, load);
  if (status === 'failed') return errorState(error, t, () => void data.refresh());
  if (status === 'missing') {
    return view
      ? emptyState(ListFilter, t('noView'), t('noViewDo'))
      : emptyState(Columns3, t('missing'), t('missingDo'));
  }
  if (pipelines?.length === 0 && !pipelineId) return emptyState(Columns3, t('noPipeline'), t('noPipelineDo'));
  return status === 'ready' ? undefined : html`<div class="columns">${ghostColumns(ghosts)}</div>`;
}
