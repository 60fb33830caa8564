// Owns answering what others share: declining it and seeing it again, each with a way back, and who declined.
import type { MailGrant } from '@kith/sdk';
import type { Language, Words } from '@kith/sdk/words';
import { html, nothing } from 'lit';
import { clientOf } from '../kit/client.ts';
import { codeOf } from '../kit/code-of.ts';
import type { KithSession } from '../kit/session.ts';
import { showToast } from '../kit/toast.ts';
import { answerGrant } from './grant-data.ts';
import type { MailSharingKey } from './words.ts';

interface Told {
  t: Words<MailSharingKey>;
  /** Who looks at what they were given; null for who gave it. */
  me: string | undefined | null;
  nameOf(userId: string): string;
}

/** Who declined: to whoever gave it by name. */
export function declinedLine({ declinedBy }: MailGrant, { t, me, nameOf }: Told): string | null {
  if (declinedBy.length === 0) return null;
  if (me === null) return t('declinedBy', { names: declinedBy.map(nameOf).join(', ') });
  return declinedBy.some((id) => id === me) ? t('youDeclined') : null;
}

interface AnswerScene {
  near: Element;
  language: Language;
  session: KithSession;
  t: Words<MailSharingKey>;
  /** Who looks; until that is known there is no button. */
  me: string | undefined;
  /** Who shares. */
  name: string;
  /** Reads the list again. */
  renew(): void;
}

export function answerButton(grant: MailGrant, scene: AnswerScene) {
  const { t, me, name } = scene;
  if (me === undefined) return nothing;
  const key = grant.declinedBy.includes(me) ? 'accept' : 'decline';
  return html`<button class="button" part="answer" type="button" aria-label=${t(`${key}Of`, { name })}
    @click=${() => void answer(grant, key === 'decline', scene)}>${t(key)}</button>`;
}

async function answer({ id }: MailGrant, declines: boolean, scene: AnswerScene): Promise<void> {
  const { near, language, session, t, name, renew } = scene;
  const client = clientOf(session);
  try {
    await answerGrant(client, id, declines);
    renew();
    const text = t(declines ? 'declined' : 'accepted', { name });
    void showToast({ near, language, text, undo: () => answerGrant(client, id, !declines), onUndone: renew });
  } catch (error) {
    void showToast({ near, language, text: t('notDone', { code: codeOf(error) }), problem: true });
  }
}
