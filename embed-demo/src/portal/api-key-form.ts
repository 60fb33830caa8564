// Owns the form of a new API key: how it is drawn and read.
import { html, nothing } from 'lit';
import type { PortalWords } from './words.ts';

export interface KeyWish {
  name: string;
  mode: 'live' | 'test';
  permissions: string[];
  allowedIps: string[];
}

/** What the form lacks: the phrase that says so. */
export type KeyProblem = 'apiNameMissing' | 'apiNoneChosen';

export type Scope = 'reads' | 'writes' | 'chosen';

const scopes = { reads: 'apiReads', writes: 'apiWrites', chosen: 'apiChosen' } as const;

/** Reads what was filled in. @param offered every permission that may be given. */
export function readKeyForm(form: HTMLFormElement, offered: readonly string[]): KeyWish | KeyProblem {
  const data = new FormData(form);
  const name = String(data.get('name') ?? '').trim();
  if (name === '') return 'apiNameMissing';
  const permissions = chosenOf(String(data.get('scope')), data.getAll('permission').map(String), offered);
  if (permissions.length === 0) return 'apiNoneChosen';
  const allowedIps = String(data.get('ips') ?? '')
    .split(/[\s,;]+/)
    .filter(Boolean);
  return { name, mode: data.get('mode') === 'test' ? 'test' : 'live', permissions, allowedIps };
}

function chosenOf(scope: string, ticked: string[], offered: readonly string[]): string[] {
  if (scope === 'chosen') return ticked;
  return scope === 'writes' ? [...offered] : offered.filter((permission) => permission.endsWith('.read'));
}

interface Form {
  t: PortalWords;
  scope: Scope;
  offered: readonly string[];
  busy: boolean;
  problem: string | undefined;
  choose(scope: Scope): void;
  create(event: SubmitEvent): void;
}

export function keyForm({ t, scope, offered, busy, problem, choose, create }: Form) {
  return html`<form class="card" novalidate @submit=${create}>
    <label for="name">${t('apiName')}</label>
    <input class="field" id="name" name="name" maxlength="200" autocomplete="off" aria-describedby="name-hint form-problem" />
    <p class="hint" id="name-hint">${t('apiNameHint')}</p>
    <fieldset>
      <legend>${t('apiMode')}</legend>
      <label class="choice"><input type="radio" name="mode" value="live" checked /> ${t('apiLive')}</label>
      <label class="choice"><input type="radio" name="mode" value="test" /> ${t('apiTest')}</label>
    </fieldset>
    <fieldset>
      <legend>${t('apiMay')}</legend>
      ${(['reads', 'writes', 'chosen'] as const).map(
        (one) => html`<label class="choice">
          <input type="radio" name="scope" value=${one} ?checked=${one === scope} @change=${() => choose(one)} /> ${t(scopes[one])}
        </label>`,
      )}
      ${
        scope === 'chosen'
          ? html`<div class="permissions">${offered.map(
              (permission) => html`<label class="choice">
                <input type="checkbox" name="permission" value=${permission} /> <code>${permission}</code>
              </label>`,
            )}</div>`
          : nothing
      }
    </fieldset>
    <label for="ips">${t('apiIps')}</label>
    <input class="field" id="ips" name="ips" autocomplete="off" spellcheck="false" aria-describedby="ips-hint form-problem" />
    <p class="hint" id="ips-hint">${t('apiIpsHint')}</p>
    <div id="form-problem" role="alert">${problem ? html`<p class="problem">${problem}</p>` : nothing}</div>
    <div class="end"><button class="button primary" type="submit" ?disabled=${busy}>${t('apiCreate')}</button></div>
  </form>`;
}
