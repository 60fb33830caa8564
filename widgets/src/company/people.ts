// Owns how the people of a company are drawn, and its contact points.
import type { CompanyContact, CompanyDetail } from '@kith/sdk';
import { fullTime, type Language, relativeTime, type Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { Globe, Mail, Phone, SquareArrowOutUpRight } from 'lucide';
import { avatar } from '../kit/avatar.ts';
import { icon } from '../kit/icons.ts';
import type { CompanyKey } from './words.ts';

const pictures = { email: Mail, phone: Phone, linkedin: SquareArrowOutUpRight, url: Globe };

/** A row that asks the page to open the person. */
export function personRow(
  { contact, employment }: CompanyContact,
  { t, language, open }: { t: Words<CompanyKey>; language: Language; open: (id: string) => void },
) {
  const when = employment.to
    ? t('past', {
        when: new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
          Date.parse(employment.to),
        ),
      })
    : t('formerly');
  const role = [employment.title, employment.current ? '' : when].filter(Boolean).join(', ');
  const at = contact.lastInteractionAt;
  return html`<button class="person ${employment.current ? '' : 'gone'}" part="person" type="button" @click=${() => open(contact.id)}>
    ${avatar(contact.name)}
    <span class="main"><span class="person-name">${contact.name}</span> <span class="hint">${role}</span></span>
    ${
      at === null
        ? nothing
        : html`<time datetime=${at} title=${t('lastInteraction', { when: fullTime(at, language) })}>${relativeTime(at, language)}</time>`
    }
  </button>`;
}

export function pointList({ points, domain }: CompanyDetail, t: Words<CompanyKey>) {
  const site =
    domain && !points.some(({ kind }) => kind === 'url')
      ? [{ kind: 'url' as const, value: domain, normalized: `https://${domain}` }]
      : [];
  const all = [...site, ...points];
  if (all.length === 0) return nothing;
  const hrefs = {
    email: (to: string) => `mailto:${to}`,
    phone: (to: string) => `tel:${to}`,
    linkedin: (to: string) => `https://www.linkedin.com/${to}`,
    url: (to: string) => to,
  };
  return html`<ul class="points" part="points" aria-label=${t('reach')}>${all.map(({ kind, value, normalized }) => {
    const href = hrefs[kind](normalized);
    const web = href.startsWith('http');
    const shown = value.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '');
    return html`<li>${icon(pictures[kind])} <a href=${href} target=${web ? '_blank' : nothing} rel=${web ? 'noopener noreferrer' : nothing}
      aria-label=${web ? t('newTab', { value: shown }) : nothing}>${shown}</a></li>`;
  })}</ul>`;
}
