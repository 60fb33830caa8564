// Owns which acts somebody is offered on a record as a whole, and how one is drawn.
import type { Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import type { Whole } from './record-data.ts';
import type { RecordActsKey } from './words.ts';

type ActName = 'download' | 'delete' | 'restore' | 'erase';
export type DownloadState = 'ready' | 'coming' | 'failed';

interface Act {
  name: ActName;
  text: string;
  label: RecordActsKey;
  run(): void;
  busy?: boolean;
  problem?: string;
}

export interface Scene {
  whole: Whole;
  name: string;
  deleted: boolean;
  granted: readonly string[];
  t: Words<RecordActsKey>;
  download: DownloadState;
  run: Record<ActName, () => void>;
}

/** What the caller may do, in order. */
export function actsOf(scene: Scene): Act[] {
  const { whole, granted, t, run } = scene;
  const isPerson = whole.type === 'contact';
  const acts: Act[] = [];
  if (isPerson && granted.includes('data.export')) acts.push(download(scene));
  if (granted.includes(isPerson ? 'contacts.write' : 'companies.write')) acts.push(trash(scene));
  if (isPerson && granted.includes('contacts.erase'))
    acts.push({ name: 'erase', text: t('eraseHint'), label: 'eraseDo', run: run.erase });
  return acts;
}

function download({ t, download: state, run }: Scene): Act {
  return {
    name: 'download',
    text: t('downloadHint'),
    label: state === 'coming' ? 'downloading' : 'downloadDo',
    run: run.download,
    busy: state === 'coming',
    ...(state === 'failed' ? { problem: t('downloadFailed') } : {}),
  };
}

function trash({ whole, name, deleted, t, run }: Scene): Act {
  if (deleted) return { name: 'restore', text: t('restoreHint', { name }), label: 'restore', run: run.restore };
  const text = t(whole.type === 'contact' ? 'deletePerson' : 'deleteCompany');
  return { name: 'delete', text, label: 'delete', run: run.delete };
}

/** One act with its button. @param waits something else is being done. */
export function actLine({ name, text, label, run, busy, problem }: Act, t: Words<RecordActsKey>, waits: boolean) {
  return html`<li part="act">
    <div class="what">
      <p class="name">${t(name)}</p>
      <p class="hint" id=${name}>${text}</p>
      ${problem === undefined ? nothing : html`<p class="problem" role="alert">${problem}</p>`}
    </div>
    <button class="button ${name === 'erase' ? 'danger' : ''}" part=${name} type="button" aria-describedby=${name}
      ?disabled=${waits || busy === true} @click=${run}>${t(label)}</button>
  </li>`;
}
