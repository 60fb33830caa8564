// Owns the form of a workspace: how it is drawn and read.
import type { Workspace } from '@kith/sdk';
import { zoneHere } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import type { PortalWords } from './words.ts';

export interface WorkspaceWish {
  name: string;
  slug: string;
  hue: number | null;
  timeZone: string;
}

const hues = [1, 2, 3, 4, 5, 6, 7, 8] as const;

export function readWorkspaceForm(form: HTMLFormElement): WorkspaceWish {
  const data = new FormData(form);
  const text = (name: string) => String(data.get(name) ?? '').trim();
  return { name: text('name'), slug: text('slug'), hue: Number(text('hue')) || null, timeZone: text('zone') };
}

interface Form {
  t: PortalWords;
  /** The one to change; none makes one. */
  workspace: Workspace | undefined;
  busy: boolean;
  problem: string | undefined;
  submit(event: SubmitEvent): void;
  cancel: (() => void) | undefined;
}

export function workspaceForm({ t, workspace, busy, problem, submit, cancel }: Form) {
  const id = workspace?.id ?? 'new';
  const label = workspace ? t('workspaceEditOne', { name: workspace.name }) : t('workspaceAdd');
  return html`<form class=${workspace ? 'edit' : 'card'} novalidate aria-label=${label} @submit=${submit}>
    <div class="pair">
      <div>
        <label for="name-${id}">${t('workspaceName')}</label>
        <input class="field" id="name-${id}" name="name" maxlength="100" autocomplete="off" value=${workspace?.name ?? ''} />
      </div>
      <div>
        <label for="slug-${id}">${t('workspaceSlug')}</label>
        <input class="field" id="slug-${id}" name="slug" maxlength="50" autocomplete="off" spellcheck="false"
          aria-describedby="slug-hint-${id}" value=${workspace?.slug ?? ''} />
        <p class="hint" id="slug-hint-${id}">${t('workspaceSlugHint')}</p>
      </div>
      <div>
        <label for="zone-${id}">${t('workspaceZone')}</label>
        <input class="field" id="zone-${id}" name="zone" maxlength="64" autocomplete="off" spellcheck="false" list="zones"
          value=${workspace?.timeZone ?? zoneHere()} />
      </div>
      <div>
        <label for="hue-${id}">${t('workspaceHue')}</label>
        <select class="field" id="hue-${id}" name="hue">
          <option value="" ?selected=${(workspace?.hue ?? null) === null}>${t('workspaceHueOwn')}</option>
          ${hues.map((hue) => html`<option value=${hue} ?selected=${hue === workspace?.hue}>${t(`hue${hue}`)}</option>`)}
        </select>
      </div>
    </div>
    <div role="alert">${problem ? html`<p class="problem">${problem}</p>` : nothing}</div>
    <div class="confirm">
      <button class="button ${workspace ? '' : 'primary'}" type="submit" ?disabled=${busy}>${t(workspace ? 'workspaceSave' : 'workspaceAdd')}</button>
      ${cancel ? html`<button class="button quiet" type="button" @click=${cancel}>${t('workspaceCancel')}</button>` : nothing}
    </div>
  </form>`;
}

/** The zones that the browser knows, for the fields' suggestions. */
export const zoneList = () =>
  html`<datalist id="zones">${Intl.supportedValuesOf('timeZone').map((zone) => html`<option value=${zone}></option>`)}</datalist>`;
