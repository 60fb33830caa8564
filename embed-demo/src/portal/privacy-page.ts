// Owns the page of privacy: who sees whose messages, whose are not kept, and how long the rest is.
import { html, nothing, type PropertyDeclarations } from 'lit';
import type { SignedIn } from './account.ts';
import { pageSheet } from './page.styles.ts';
import { PortalPart } from './part.ts';
import { privacySheet } from './privacy.styles.ts';

/** `<kith-privacy>`: what one shows and is shown, the person's own never-log list, the organization's protected recipients, and how long it keeps things. */
export class KithPrivacy extends PortalPart {
  static override styles = [...[PortalPart.styles].flat(), pageSheet, privacySheet];
  static override properties: PropertyDeclarations = { person: { attribute: false } };

  declare person: SignedIn | undefined;

  protected override render() {
    const { t, person, language } = this;
    const may = (permission: string) => person?.permissions.includes(permission) === true;
    const own = html`<section aria-labelledby="own">
      <h2 id="own">${t('neverLogTitle')}</h2>
      <p class="why">${t('neverLogWhy')}</p>
      <kith-address-list list="never-log" .person=${person} .language=${language}></kith-address-list>
    </section>`;
    const mail = html`<section aria-labelledby="mail">
      <h2 id="mail">${t('mailTitle')}</h2>
      <p class="why">${t('mailWhy')}</p>
      <kith-mail-level .person=${person} .language=${language}></kith-mail-level>
      <h3>${t('mailGrants')}</h3>
      <kith-mail-sharing .session=${person?.session} lang=${language}></kith-mail-sharing>
    </section>`;
    const theirs = html`<section aria-labelledby="theirs">
      <h2 id="theirs">${t('colleaguesTitle')}</h2>
      <p class="why">${t('colleaguesWhy')}</p>
      <kith-colleague-levels .person=${person} .language=${language}></kith-colleague-levels>
      <h3>${t('toMeTitle')}</h3>
      <kith-mail-sharing given="to-me" .session=${person?.session} lang=${language}></kith-mail-sharing>
    </section>`;
    const keeping = html`<section aria-labelledby="keeping">
      <h2 id="keeping">${t('retentionTitle')}</h2>
      <p class="why">${t('retentionWhy')}</p>
      <kith-retention .person=${person} .language=${language}></kith-retention>
    </section>`;
    return html`<div class="page">
      <h1>${t('privacyTitle')}</h1>
      <p class="lead">${t('privacyLead')}</p>
      ${may('sharing.write') ? mail : nothing} ${may('sharing.read') ? theirs : nothing}
      ${may('never_log.write') ? own : nothing}
      <section aria-labelledby="protected">
        <h2 id="protected">${t('protectedTitle')}</h2>
        <p class="why">${t(may('protected_recipients.manage') ? 'protectedWhy' : 'protectedFixed')}</p>
        <kith-address-list list="protected-recipients" ?fixed=${!may('protected_recipients.manage')}
          .person=${person} .language=${language}></kith-address-list>
      </section>
      ${may('privacy.manage') ? keeping : nothing}
    </div>`;
  }
}
