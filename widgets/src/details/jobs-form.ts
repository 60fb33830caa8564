// Owns the form for where a person works and worked.
import { html } from 'lit';
import { Plus, X } from 'lucide';
import { icon } from '../kit/icons.ts';
import { emptyJob, type JobDraft } from './draft.ts';
import { type EditorScene, offerList } from './editor.ts';

type Typed = Event & { currentTarget: HTMLInputElement };

/** One block an employment, in order: the first current one is the person's company and title. */
export function jobsForm({ draft, t, change, typed, offers }: EditorScene) {
  const { jobs } = draft;
  const set = (nth: number, part: Partial<JobDraft>) =>
    change({ jobs: jobs.map((job, index) => (index === nth ? { ...job, ...part } : job)) });
  const field = (nth: number, name: 'company' | 'title' | 'from' | 'to', value: string) => html`<label class="small">
    <span class="hint">${t(name)}</span>
    <input
      class="field"
      type=${name === 'from' || name === 'to' ? 'date' : 'text'}
      maxlength=${name === 'company' ? 300 : 1000}
      list=${name === 'company' && offers.length > 0 ? 'offers' : ''}
      autocomplete="off"
      .value=${value}
      @input=${(event: Typed) => {
        set(nth, { [name]: event.currentTarget.value });
        if (name === 'company') typed(event.currentTarget.value);
      }}
    />
  </label>`;
  return html`${jobs.map(
    (job, nth) => html`<div class="job-form" role="group" aria-label=${job.company || t('company')}>
      ${field(nth, 'company', job.company)} ${field(nth, 'title', job.title)} ${field(nth, 'from', job.from)}
      ${field(nth, 'to', job.to)}
      <button class="bare" type="button" aria-label=${t('remove', { name: job.company || t('company') })}
        @click=${() => change({ jobs: jobs.filter((_, index) => index !== nth) })}>${icon(X)}</button>
    </div>`,
  )}
  <button class="button quiet" type="button" @click=${() => change({ jobs: [...jobs, emptyJob()] })}>
    ${icon(Plus)} ${t('add')}
  </button>
  ${offerList(offers)}`;
}
