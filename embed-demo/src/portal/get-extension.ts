// Owns the page that says how to load the extension.
import { html } from 'lit';
import { pageSheet } from './page.styles.ts';
import { PortalPart } from './part.ts';

/** `<kith-get-extension>`: three steps. */
export class KithGetExtension extends PortalPart {
  static override styles = [...[PortalPart.styles].flat(), pageSheet];

  protected override render() {
    const { t } = this;
    return html`<div class="page">
      <h1>${t('extensionTitle')}</h1>
      <p class="lead">${t('extensionLead')}</p>
      <ol class="steps card">
        <li>${t('step1')}</li>
        <li>${t('step2')}</li>
        <li>${t('step3', { address: location.origin })}</li>
      </ol>
      <p class="hint">${t('firefox')}</p>
    </div>`;
  }
}
