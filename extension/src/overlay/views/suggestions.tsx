// Owns saying who in Kith the person on screen may be, and choosing one of them instead of a new contact.
import { UsersRound } from 'lucide';
import type { CaptureForm, Suggestion } from '../../messages/shapes.ts';
import { say } from '../../words/words.ts';
import { capture } from '../acts/capture.ts';
import type { Panel } from '../panel.ts';
import { Icon } from './icon.tsx';

const reasons = {
  name_and_company: 'sameCompany',
  name_and_domain: 'sameDomain',
  name_and_phone: 'samePhone',
} as const;

/** More would hide the form. */
const most = 3;

export function Suggestions({ panel, form }: { panel: Panel; form: CaptureForm }) {
  const { suggestions, busy } = panel.store.state;
  if (suggestions.length === 0) return null;
  const choose = ({ contactId }: Suggestion) => void capture(panel, { ...form, sameAs: contactId });
  return (
    <section class="note" aria-label={say('maybeSame')}>
      <div>
        <Icon node={UsersRound} /> {say('maybeSame')}
      </div>
      <ul class="same">
        {suggestions.slice(0, most).map((one) => (
          <li key={one.contactId}>
            <span class="grow">
              <b class="cut">{one.name}</b>
              <span>{say(reasons[one.reason], { shared: one.shared })}</span>
            </span>
            <button
              type="button"
              aria-label={say('itIs', { name: one.name })}
              disabled={busy !== null}
              onClick={() => choose(one)}
            >
              {say('itIsThem')}
            </button>
          </li>
        ))}
      </ul>
      <span>{say('itIsHint')}</span>
    </section>
  );
}
