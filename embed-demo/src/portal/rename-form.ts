// Owns the form that gives the organization another name.
import { html, nothing, type TemplateResult } from 'lit';
import type { PortalWords } from './words.ts';

interface Form {
  t: PortalWords;
  /** The present name. It stands in the field until somebody types. */
  name: string;
  busy: boolean;
  problem: string | undefined;
  rename(event: SubmitEvent): void;
}

/** Field `name`. */
export function renameForm({ t, name, busy, problem, rename }: Form): TemplateResult {
  return html`<h2>${t('organizationName')}</h2>
    <form class="card" novalidate @submit=${rename}>
      <div class="entry">
        <input class="field" name="name" maxlength="200" autocomplete="off" aria-label=${t('organizationName')} value=${name}
          aria-describedby="name-problem" aria-invalid=${problem !== undefined} />
        <button class="button" type="submit" ?disabled=${busy}>${t('rename')}</button>
      </div>
      <div id="name-problem" role="alert">${problem ? html`<p class="problem">${problem}</p>` : nothing}</div>
    </form>`;
}
