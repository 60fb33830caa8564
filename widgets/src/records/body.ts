// Owns what stands below the toolbar: the records in the form of their view, or why there are none.
import type { ViewRecord } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { Filter, TriangleAlert, UsersRound } from 'lucide';
import type { Given } from '../board/board-reader.ts';
import type { Feed } from '../kit/feed.ts';
import { icon } from '../kit/icons.ts';
import { moreButton } from '../kit/more-button.ts';
import type { KithSession } from '../kit/session.ts';
import { emptyState } from '../kit/states.ts';
import { conditionsIn, type Draft } from './draft.ts';
import { ghostRows, lines, type RowsView, sheet } from './rows.ts';
import type { RecordsKey } from './words.ts';

interface BodyView {
  feed: Feed<ViewRecord>;
  draft: Draft;
  rows: RowsView;
  t: Words<RecordsKey>;
}

/** The records as a list or a sheet. */
export function recordsBody({ feed, draft, rows, t }: BodyView) {
  const { status, items, more } = feed;
  if (status !== 'ready') return ghostRows(10);
  if (items.length === 0) {
    return draft.filter.where === null
      ? emptyState(UsersRound, t('nobody'), t('nobodyDo'))
      : emptyState(Filter, t('nothing'), t('nothingDo'));
  }
  const shown = draft.form === 'list' ? lines(rows) : sheet(rows);
  return html`${shown} ${moreButton(more, t, () => void feed.loadMore())}`;
}

interface BoardForm {
  given: Given | undefined;
  session: KithSession | undefined;
  /** Attributes of the widget around it. */
  lang: string;
  density: string;
}

/** The deals of the view as a board. */
export function boardBody({ given, session, lang, density }: BoardForm) {
  // What is drawn is loaded with the first board.
  void import('../board/define.ts');
  if (!given || !session) return nothing;
  return html`<kith-board
    .session=${session}
    .given=${given}
    pipeline-id=${pipelineOf(given)}
    lang=${lang}
    density=${density}
  ></kith-board>`;
}

/** The pipeline that every deal of the filter is in; empty when it does not say. */
function pipelineOf({ filter }: Given): string {
  const { where } = filter;
  const all = where !== null && 'all' in where ? where.all : where !== null && 'field' in where ? [where] : [];
  const named = all.flatMap(conditionsIn).find(({ field, op }) => field === 'pipeline' && op === 'any_of');
  const ids: unknown[] = Array.isArray(named?.value) ? named.value : [];
  const [only] = ids;
  return ids.length === 1 && typeof only === 'string' && all.some((node) => node === named) ? only : '';
}

/** What is said of a view that needs a field which is gone. */
export const brokenState = (t: Words<RecordsKey>, mend: () => void) =>
  html`<div class="state" part="error" role="alert">
    <span class="mark bad">${icon(TriangleAlert)}</span>
    <p class="title">${t('broken')}</p>
    <p class="advice">${t('brokenDo')}</p>
    <button class="button" type="button" part="retry" @click=${mend}>${t('mend')}</button>
  </div>`;
