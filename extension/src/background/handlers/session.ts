// Owns the messages about the server and the account. Signing in and out is for the extension's own pages only.
import { discoverInstall, KithError } from '@kith/sdk';
import { browser } from 'wxt/browser';
import type { Handlers, Sender } from '../../messages/answer.ts';
import type { SessionStatus } from '../../messages/contract.ts';
import { notify } from '../notify.ts';
import { flush } from '../outbox.ts';
import { queueEntries } from '../queue.ts';
import { renewWorkplace } from '../renew-workplace.ts';
import { currentAccount, giveFactor, pair, signIn, signOut } from '../session.ts';
import { forgetOrganizations, workplace } from '../workplace.ts';

type SessionMessages =
  | 'session.status'
  | 'session.discover'
  | 'session.signIn'
  | 'session.pair'
  | 'session.giveFactor'
  | 'session.signOut'
  | 'setup.open';

export const sessionHandlers: Pick<Handlers, SessionMessages> = {
  'session.status': async () => {
    void lookAround();
    return status();
  },
  'session.discover': async ({ address }, sender) => {
    ownPageOnly(sender);
    const { apiUrl, pairing } = await discoverInstall(address);
    return { apiUrl, pairing };
  },
  'session.signIn': async ({ address, email, password }, sender) => {
    ownPageOnly(sender);
    await signIn(address, email, password);
    return begun();
  },
  'session.pair': async ({ address, code }, sender) => {
    ownPageOnly(sender);
    await pair(address, code);
    return begun();
  },
  'session.giveFactor': async ({ address, code }, sender) => {
    ownPageOnly(sender);
    await giveFactor(address, code);
    return begun();
  },
  'session.signOut': async (_, sender) => {
    ownPageOnly(sender);
    await signOut();
    await forgetOrganizations();
    await notify('session');
    return status();
  },
  'setup.open': async () => {
    await openSetup();
    return { done: true };
  },
};

async function lookAround(): Promise<void> {
  if (await renewWorkplace()) await notify('organization');
}

async function begun(): Promise<SessionStatus> {
  await renewWorkplace();
  await notify('session');
  void flush();
  return status();
}

/** Opens the set-up page, or goes to it where it is open. */
export const openSetup = () => browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });

async function status(): Promise<SessionStatus> {
  const account = await currentAccount();
  const { organizations, currentId: organizationId } = await workplace();
  return {
    state: account?.signedIn === true ? 'signed-in' : 'signed-out',
    ...(account?.signedIn === false ? { reason: 'ended' as const } : {}),
    apiUrl: account?.apiUrl ?? null,
    email: account?.email ?? null,
    organizations,
    organizationId,
    queue: await queueEntries(),
  };
}

function ownPageOnly(sender: Sender): void {
  if (!sender.isOwnPage) throw new KithError('forbidden', 'Only the set-up page may do this.');
}
