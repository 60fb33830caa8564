// Owns one topic on one socket: joining it, its token and expiry, talking, and its end.
import { randomUUID } from 'node:crypto';
import type { Deps } from '../../deps.ts';
import {
  type Access,
  AccessDenied,
  checkAccess,
  isApiKey,
  mayNotRead,
  mayNotWrite,
  nothing,
  sessionOver,
} from './access.ts';
import type { Frame, Version } from './frames.ts';
import type { Hub, Listener, Topic } from './hub.ts';
import { BroadcastPayload, type JoinPayload, PresencePayload } from './messages.ts';
import type { Presence } from './presence.ts';

/** What a channel needs of its socket. */
export interface ChannelHost {
  deps: Deps;
  hub: Hub;
  presence: Presence;
  version: Version;
  role: 'anon' | 'service_role';
  origin: string | undefined;
  /** Milliseconds before a refused join is answered. */
  refusalDelay: number;
  send(data: string | Buffer): void;
  sendFrame(frame: Frame): void;
  /** Forgets a channel that has ended. */
  forget(channel: Channel): void;
}

const longestTimer = 2 ** 31 - 1;

export class Channel implements Listener {
  readonly version: Version;
  readonly wireTopic: string;
  readonly #host: ChannelHost;
  readonly #topic: Topic;
  readonly #joinRef: string | null;
  readonly #config: JoinPayload['config'];
  readonly #presenceKey: string;
  #state: 'joining' | 'joined' | 'ended' = 'joining';
  #token: string | null;
  #access: Access = { broadcast: nothing, presence: nothing, expiresAt: null, sessionId: null };
  #timer: NodeJS.Timeout | undefined;

  constructor(host: ChannelHost, frame: Frame, join: JoinPayload) {
    this.version = host.version;
    this.wireTopic = frame.topic;
    this.#host = host;
    this.#joinRef = frame.joinRef ?? frame.ref;
    this.#config = join.config;
    this.#presenceKey = join.config.presence.key || randomUUID();
    this.#topic = { name: frame.topic.slice('realtime:'.length), private: join.config.private };
    this.#token = join.access_token ?? null;
  }

  /** Checks access and answers the join. Refusals wait a moment, so that trying many topics is slow. */
  async join(ref: string | null): Promise<void> {
    try {
      await this.#check();
    } catch (error) {
      this.#timer = setTimeout(() => this.#refuse(ref, this.#reasonOf(error)), this.#host.refusalDelay);
      return;
    }
    if (this.#state === 'ended') return;
    this.#state = 'joined';
    this.#host.hub.add(this.#topic, this);
    this.#watchExpiry();
    this.reply(ref, 'ok', { postgres_changes: [] });
    if (this.watchesPresence) this.#push('presence_state', this.#host.presence.state(this.#topic), null);
  }

  get watchesPresence(): boolean {
    return this.#config.presence.enabled && this.#access.presence.read;
  }

  deliver(data: string | Buffer): void {
    this.#host.send(data);
  }

  /** Passes a message on to everyone else on the topic, and to the sender where it asked for that. */
  broadcast({ ref, payload }: Frame): void {
    const { ack, self } = this.#config.broadcast;
    const message = BroadcastPayload.safeParse(payload);
    const reason = this.#mayNotTalk(message.success, this.#access.broadcast.write);
    if (reason || !message.success) {
      this.reply(ref, 'error', { reason });
      return;
    }
    const { event, payload: body } = message.data;
    this.#host.hub.publish(this.#topic, { event, payload: body }, self ? undefined : this);
    if (ack) this.reply(ref, 'ok', {});
  }

  /** Shows this channel to those who watch presence, or hides it again. */
  showPresence({ ref, payload }: Frame): void {
    const message = PresencePayload.safeParse(payload);
    const reason = this.#mayNotTalk(message.success, this.#access.presence.write);
    if (reason || !message.success) {
      this.reply(ref, 'error', { reason });
      return;
    }
    const { presence } = this.#host;
    if (message.data.event === 'untrack') presence.untrack(this.#topic, this);
    else presence.track(this.#topic, this, this.#presenceKey, message.data.payload);
    this.reply(ref, 'ok', {});
  }

  /** Takes a renewed token and asks the policies again. Without permission, or with a bad token, the channel ends. */
  async renew(token: string | null | undefined): Promise<void> {
    if (!token || isApiKey(token) || token === this.#token || this.#state === 'ended') return;
    this.#token = token;
    try {
      await this.#check();
      if (this.#state === 'joined') this.#watchExpiry();
    } catch (error) {
      if (this.#token === token) this.#endWith(this.#reasonOf(error));
    }
  }

  /** Ends the channel when it is of one of these sessions. */
  endWithSession(ended: ReadonlySet<string>): void {
    const { sessionId } = this.#access;
    if (sessionId !== null && ended.has(sessionId)) this.#endWith(sessionOver().message);
  }

  /** Ends the channel; the client hears it as closed. */
  close(): void {
    if (this.#state === 'ended') return;
    this.drop();
    this.#push('phx_close', {}, this.#joinRef);
  }

  /** Ends the channel without a word: the socket is gone. */
  drop(): void {
    this.#state = 'ended';
    clearTimeout(this.#timer);
    this.#host.hub.remove(this.#topic, this);
    this.#host.presence.untrack(this.#topic, this);
    this.#host.forget(this);
  }

  reply(ref: string | null, status: 'ok' | 'error', response: Record<string, unknown>): void {
    if (ref !== null) this.#push('phx_reply', { status, response }, ref);
  }

  async #check(): Promise<void> {
    const token = this.#token;
    const { deps, role, origin } = this.#host;
    const access = await checkAccess(deps, { role, origin, token }, this.#topic);
    // A newer token may have come while this one was checked; its own check decides.
    if (token !== this.#token) return this.#state === 'joining' ? this.#check() : undefined;
    if (!access.broadcast.read) throw mayNotRead(this.#topic.name);
    // It may have ended while the policies were asked.
    const { sessionId } = access;
    if (sessionId !== null && !(await deps.sessions.lives(sessionId))) throw sessionOver();
    this.#access = access;
  }

  /** Why a message from this client goes no further. */
  #mayNotTalk(wellFormed: boolean, allowed: boolean): string | undefined {
    if (this.#state !== 'joined') return 'not joined';
    if (!wellFormed) return 'malformed message';
    return allowed ? undefined : mayNotWrite(this.#topic.name).message;
  }

  #watchExpiry(): void {
    clearTimeout(this.#timer);
    if (!this.#access.expiresAt) return;
    const left = this.#access.expiresAt.getTime() - this.#host.deps.now().getTime();
    if (left <= 0) this.#endWith('Token has expired');
    else this.#timer = setTimeout(() => this.#watchExpiry(), Math.min(left, longestTimer));
  }

  #refuse(ref: string | null, reason: string): void {
    if (this.#state === 'ended') return;
    this.drop();
    this.reply(ref, 'error', { reason });
  }

  #endWith(message: string): void {
    if (this.#state === 'ended') return;
    this.#push('system', { extension: 'system', status: 'error', message, channel: this.#topic.name }, null);
    this.close();
  }

  #reasonOf(error: unknown): string {
    if (error instanceof AccessDenied) return error.message;
    this.#host.deps.log.error({ err: error, topic: this.#topic.name }, 'checking access to a topic failed');
    return 'The access could not be checked. Try again.';
  }

  #push(event: string, payload: unknown, ref: string | null): void {
    this.#host.sendFrame({ joinRef: this.#joinRef, ref, topic: this.wireTopic, event, payload });
  }
}
