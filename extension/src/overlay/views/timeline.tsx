// Owns how past interactions are told: the last one in a line, the recent ones as a list.
import { fullTime, relativeTime } from '@kith/sdk/words';
import { ArrowDownLeft, ArrowUpRight } from 'lucide';
import type { ContactInteraction } from '../../messages/shapes.ts';
import { language, say } from '../../words/words.ts';
import { Icon } from './icon.tsx';

const channelName = (channel: string) => channel.charAt(0).toUpperCase() + channel.slice(1).replaceAll('_', ' ');
const titleOf = (item: ContactInteraction) => item.subject || item.body || say('noText');

export function LastInteraction({ interactions }: { interactions: readonly ContactInteraction[] }) {
  const last = interactions[0];
  if (last === undefined) return <p class="hint">{say('never')}</p>;
  return (
    <p class="meta clamp" title={titleOf(last)}>
      {say('lastTime')}: <When iso={last.occurredAt} /> · {channelName(last.channel)}, {say(last.direction)} ·{' '}
      {titleOf(last)}
    </p>
  );
}

export function Timeline({ interactions }: { interactions: readonly ContactInteraction[] }) {
  return (
    <section class="section">
      <h3>{say('timeline')}</h3>
      {interactions.length === 0 && <p class="hint">{say('timelineEmpty')}</p>}
      <ul class="timeline">
        {interactions.map((item) => (
          <li key={item.id}>
            <Icon
              node={item.direction === 'inbound' ? ArrowDownLeft : ArrowUpRight}
              name={`${channelName(item.channel)}, ${say(item.direction)}`}
            />
            <span class="cut" title={titleOf(item)}>
              {titleOf(item)}
            </span>
            <span class="hint">
              <When iso={item.occurredAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function When({ iso }: { iso: string }) {
  return (
    <time class="figure" dateTime={iso} title={fullTime(iso, language)}>
      {relativeTime(iso, language)}
    </time>
  );
}
