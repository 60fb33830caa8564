// Owns what stands around a person: who knows them, their open deals, and what is to be done next.
import { fullTime, moneyText, nearTime, stageName } from '@kith/sdk/words';
import { AlarmClock, Check, Handshake } from 'lucide';
import type { Around, PanelContact, PanelDeal, PanelTask } from '../../messages/shapes.ts';
import { language, say } from '../../words/words.ts';
import { finish, snooze, snoozeTimes, titleOf } from '../acts/task.ts';
import type { Panel } from '../panel.ts';
import { Icon } from './icon.tsx';
import { Menu } from './menu.tsx';

/** Five dots, full and hollow, and the teammate who knows the person best. */
export function Strength({ around }: { around: Around | null }) {
  const strength = around?.strength;
  if (!strength) return null;
  const { grade, teammate } = strength;
  return (
    <p class="meta line short">
      <span class="dots" role="img" aria-label={say('strength', { grade })} title={say('strength', { grade })}>
        {[1, 2, 3, 4, 5].map((place) => (
          <i key={place} class={place <= grade ? 'full' : ''} />
        ))}
      </span>
      {teammate !== null && (
        <span class="cut" title={teammate}>
          {say('knownBy', { name: teammate })}
        </span>
      )}
    </p>
  );
}

/** The next task, with ticking it off and putting it off. */
export function NextTask({ panel, contact }: { panel: Panel; contact: PanelContact }) {
  const { around, busy } = panel.store.state;
  const task = around?.task;
  if (!task) return null;
  const title = titleOf(task, contact.name);
  return (
    <section class="section">
      <h3>{say('nextTask')}</h3>
      <div class="line">
        <button
          type="button"
          class="tick"
          disabled={busy !== null}
          aria-label={say('tick', { title })}
          title={say('tick', { title })}
          onClick={() => void finish(panel, task)}
        >
          <Icon node={Check} />
        </button>
        <span class="clamp grow" title={title}>
          {title}
        </span>
        <Due task={task} />
        {task.dueAt !== null && (
          <Menu panel={panel} which="snooze" label={say('snooze', { title })} icon={AlarmClock}>
            {(choose) =>
              snoozeTimes.map((to) => (
                <button key={to} type="button" onClick={choose(() => snooze(panel, task, to))}>
                  {say(to)}
                </button>
              ))
            }
          </Menu>
        )}
      </div>
    </section>
  );
}

function Due({ task: { comesAt } }: { task: PanelTask }) {
  if (comesAt === null) return null;
  const late = Date.parse(comesAt) < Date.now();
  return (
    <time class={late ? 'hint figure late' : 'hint figure'} dateTime={comesAt} title={fullTime(comesAt, language)}>
      {nearTime(comesAt, language)}
    </time>
  );
}

/** Open deals; each leads to its page in the portal. */
export function Deals({ panel, contact }: { panel: Panel; contact: PanelContact }) {
  const { around, portalUrl } = panel.store.state;
  if (!around || portalUrl === null || around.deals.length === 0) return null;
  return (
    <section class="section">
      <h3>{say('deals')}</h3>
      <ul>
        {around.deals.map((deal) => (
          <Deal key={deal.id} deal={deal} portalUrl={portalUrl} />
        ))}
      </ul>
      {around.moreDeals && (
        <a class="hint" href={`${portalUrl}/#/people/${contact.id}`} target="_blank" rel="noreferrer">
          {say('moreDeals')}
        </a>
      )}
    </section>
  );
}

function Deal({ deal, portalUrl }: { deal: PanelDeal; portalUrl: string }) {
  const { id, name, amount, currency } = deal;
  const stage = stageName(deal.stage, language);
  return (
    <li class="line">
      <Icon node={Handshake} />
      <a class="cut" href={`${portalUrl}/#/deals/${id}`} target="_blank" rel="noreferrer" title={name}>
        {name}
      </a>
      <span class="meta cut grow" title={stage}>
        {stage}
      </span>
      {amount !== null && currency !== null && <span class="figure">{moneyText(amount, currency, language)}</span>}
    </li>
  );
}
