// Owns how the settings of pipelines and stages are drawn.
import type { Pipeline, Stage, StageKind } from '@kith/sdk';
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import { ArrowDown, ArrowUp, Plus, Trash2, Undo2, X } from 'lucide';
import { keepKeys, openModal } from '../kit/dialog.ts';
import { icon } from '../kit/icons.ts';
import { unlessTyped } from '../kit/unless-typed.ts';
import type { SettingsDesk } from './settings-desk.ts';
import type { SettingsKey } from './settings-words.ts';

const kinds = ['open', 'won', 'lost'] as const;
const kindWords = { open: 'kindOpen', won: 'kindWon', lost: 'kindLost' } as const;

type T = Words<SettingsKey>;

export interface SettingsView {
  desk: SettingsDesk;
  /** In the reader's words; undefined until they have come. */
  pipelines: readonly Pipeline[] | undefined;
  /** The one under edit. */
  pipeline: Pipeline | undefined;
  t: T;
}

export function drawSettings(view: SettingsView) {
  const { desk, pipeline, t } = view;
  const { problem } = desk;
  return html`<dialog class="dialog settings" aria-labelledby="settings-title" ${ref(openModal)} @close=${() => desk.close()} @keydown=${keepKeys}>
    <div class="settings-head">
      <h2 id="settings-title">${t('title')}</h2>
      <button class="button quiet" type="button" ?disabled=${!desk.mayUndo} @click=${() => desk.undo()}>${icon(Undo2)} ${t('undo')}</button>
      <button class="button quiet tool" type="button" aria-label=${t('close')} @click=${() => desk.close()}>${icon(X)}</button>
    </div>
    <p class="problem" role="alert">${problem ? t(problem.key, { code: problem.code }) : nothing}</p>
    <span class="unseen" role="status">${desk.said ? t(desk.said) : nothing}</span>
    ${pipeline ? html`${pipelineFields(view)} ${stageList(view)}` : html`<p class="hint" aria-busy="true">${t('loading')}</p>`}
  </dialog>`;
}

function pipelineFields({ desk, pipeline, pipelines = [], t }: SettingsView) {
  return html`<div class="settings-line">
      <div class="grow">
        <label for="settings-pipeline">${t('pipeline')}</label>
        <select class="field" id="settings-pipeline" .value=${live(pipeline?.id ?? '')} @change=${(event: Event) => desk.choose(typedIn(event))}>
          ${pipelines.map(({ id, name }) => html`<option value=${id} ?selected=${id === pipeline?.id}>${name}</option>`)}
        </select>
      </div>
      <button class="button" type="button" ?disabled=${desk.busy} @click=${() => desk.addPipeline(t('newPipeline'))}>${icon(Plus)} ${t('addPipeline')}</button>
    </div>
    <div class="settings-line">
      <div class="grow">
        <label for="settings-name">${t('pipelineName')}</label>
        <input class="field" id="settings-name" maxlength="300" ${unlessTyped(pipeline?.name ?? '')} @change=${(event: Event) => desk.rename(typedIn(event))} />
      </div>
      <button class="button quiet" type="button" ?disabled=${desk.busy || pipelines.length < 2} @click=${() => desk.removePipeline()}>${icon(Trash2)} ${t('removePipeline')}</button>
    </div>`;
}

function stageList({ desk, pipeline, t }: SettingsView) {
  const stages = pipeline?.stages ?? [];
  return html`<ol class="stages" aria-label=${t('stages')}>
      ${repeat(
        stages,
        ({ id }) => id,
        (stage, nth) => stageLine({ desk, t, stage, stages, nth }),
      )}
    </ol>
    <button class="button" type="button" ?disabled=${desk.busy} @click=${() => desk.addStage(t('newStage'))}>${icon(Plus)} ${t('addStage')}</button>`;
}

interface Line {
  desk: SettingsDesk;
  t: T;
  stage: Stage;
  stages: readonly Stage[];
  nth: number;
}

function stageLine({ desk, t, stage, stages, nth }: Line) {
  const { id, name, kind, probability } = stage;
  const move = (position: number) => desk.changeStage(id, { position });
  return html`<li>
    <div class="settings-line stage-line">
      <button class="button quiet tool" type="button" aria-label=${t('up', { name })} ?disabled=${desk.busy || nth === 0} @click=${() => move(nth - 1)}>${icon(ArrowUp)}</button>
      <button class="button quiet tool" type="button" aria-label=${t('down', { name })} ?disabled=${desk.busy || nth === stages.length - 1} @click=${() => move(nth + 1)}>${icon(ArrowDown)}</button>
      <input class="field grow" maxlength="300" aria-label=${t('stageName')} ${unlessTyped(name)}
        @change=${(event: Event) => typedIn(event).trim() && desk.changeStage(id, { name: typedIn(event).trim() })} />
      <select class="field kind" aria-label=${t('kind', { name })} @change=${(event: Event) => desk.changeStage(id, { kind: kindOf(typedIn(event)) })}>
        ${kinds.map((one) => html`<option value=${one} ?selected=${one === kind}>${t(kindWords[one])}</option>`)}
      </select>
      <input class="field chance" type="number" min="0" max="100" aria-label=${t('chance', { name })} title=${t('chance', { name })}
        ?disabled=${kind !== 'open'} ${unlessTyped(String(probability))} @change=${(event: Event) => desk.changeStage(id, { probability: percentOf(typedIn(event)) })} />
      <button class="button quiet tool" type="button" aria-label=${t('removeStage', { name })} title=${t('removeStage', { name })} ?disabled=${desk.busy}
        @click=${() => desk.removeStage(id)}>${icon(Trash2)}</button>
    </div>
    ${desk.removing?.stageId === id ? removal({ desk, t, stage, stages }) : nothing}
  </li>`;
}

/** Where the deals of a stage go that is taken away. */
function removal({ desk, t, stage: { id }, stages }: Omit<Line, 'nth'>) {
  const others = stages.filter((stage) => stage.id !== id);
  return html`<form class="removal" role="alert" @submit=${(event: SubmitEvent) => {
    event.preventDefault();
    if (event.currentTarget instanceof HTMLFormElement) {
      desk.removeStage(id, String(new FormData(event.currentTarget).get('moveTo') ?? ''));
    }
  }}>
    <label for="move-to">${t('moveTo', { count: desk.removing?.count ?? 0 })}</label>
    <div class="settings-line">
      <select class="field grow" id="move-to" name="moveTo">
        ${others.map((stage) => html`<option value=${stage.id}>${stage.name}</option>`)}
      </select>
      <button class="button primary" type="submit" ?disabled=${desk.busy}>${t('removeYes')}</button>
      <button class="button quiet" type="button" @click=${() => desk.keepStage()}>${t('keep')}</button>
    </div>
  </form>`;
}

const typedIn = ({ currentTarget }: Event) =>
  currentTarget instanceof HTMLInputElement || currentTarget instanceof HTMLSelectElement ? currentTarget.value : '';
const kindOf = (value: string): StageKind => kinds.find((kind) => kind === value) ?? 'open';
const percentOf = (value: string) => Math.min(100, Math.max(0, Math.round(Number(value) || 0)));
