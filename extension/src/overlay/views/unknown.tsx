// Owns the panel of a person who is not in Kith: filled from the page, editable, captured in one click.
import { UserRoundPlus } from 'lucide';
import type { CaptureForm, Person } from '../../messages/shapes.ts';
import { say } from '../../words/words.ts';
import { capture } from '../acts/capture.ts';
import type { Panel } from '../panel.ts';
import { Icon } from './icon.tsx';
import { Points } from './points.tsx';
import { Problem } from './problem.tsx';
import { Suggestions } from './suggestions.tsx';

const fromPage = ({ name, title, companyName, points }: Person): CaptureForm => ({
  name,
  title: title ?? '',
  companyName: companyName ?? '',
  points,
});

export function UnknownView({ panel }: { panel: Panel }) {
  const { subject, draft, busy } = panel.store.state;
  if (subject === null) return null;
  // The page may learn a name after the person began to type; contact points are always the page's.
  const form = { ...(draft.form ?? fromPage(subject)), points: subject.points };
  const onSubmit = (event: Event) => {
    event.preventDefault();
    void capture(panel, form);
  };
  return (
    <form class="form" onSubmit={onSubmit}>
      <Suggestions panel={panel} form={form} />
      <CaptureFields
        form={form}
        onEdit={(change) => panel.drafts.edit({ form: { ...form, ...change } })}
        onEdited={() => void panel.subject.refresh()}
      />
      <div class="section">
        <span class="label">{say('contactPoints')}</span>
        <Points points={form.points} />
      </div>
      <Problem panel={panel} />
      <button type="submit" class="primary wide" disabled={busy !== null}>
        <Icon node={UserRoundPlus} /> {say(busy === 'capture' ? 'capturing' : 'capture')}
      </button>
    </form>
  );
}

/** Name, job title and company. */
export function CaptureFields({
  form,
  onEdit,
  onEdited,
}: {
  form: CaptureForm;
  onEdit: (change: Partial<CaptureForm>) => void;
  /** The name or the company is written: somebody else may be meant. */
  onEdited?: (() => void) | undefined;
}) {
  return (
    <>
      <Field id="name" label={say('name')} value={form.name} onEdit={(name) => onEdit({ name })} onEdited={onEdited} />
      <div class="pair">
        <Field id="title" label={say('title')} value={form.title} onEdit={(title) => onEdit({ title })} />
        <Field
          id="company"
          label={say('company')}
          value={form.companyName}
          onEdit={(companyName) => onEdit({ companyName })}
          onEdited={onEdited}
        />
      </div>
    </>
  );
}

export function Field({
  id,
  label,
  value,
  onEdit,
  onEdited,
}: {
  id: string;
  label: string;
  value: string;
  onEdit: (value: string) => void;
  onEdited?: (() => void) | undefined;
}) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        autocomplete="off"
        value={value}
        onInput={(event) => onEdit(event.currentTarget.value)}
        onChange={onEdited}
      />
    </div>
  );
}
