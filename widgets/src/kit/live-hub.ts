// Owns the one live connection of a session: a topic is joined while somebody listens, and joined again when it ends.
import { type LiveChange, type LiveResource, liveTopic } from '@kith/sdk';
import { type RealtimeChannel, RealtimeClient } from '@supabase/realtime-js';
import type { LiveHub, LiveListener, LiveState } from './live.ts';
import type { KithSession } from './session.ts';

/** A topic stays joined this long after its last listener left, so that moving a widget costs nothing. */
const lingerMs = 5_000;
/** Wait before a topic that the server ended is joined again. */
const rejoinMs = 2_000;

export function createLiveHub(session: KithSession): LiveHub {
  const client = new RealtimeClient(`${session.supabaseUrl.replace(/^http/, 'ws')}/realtime/v1`, {
    params: { apikey: session.publishableKey },
    accessToken: () => session.getToken({ renew: false }),
  });
  const topics = new Map<LiveResource, Topic>();
  const topicOf = (resource: LiveResource) => {
    const topic = topics.get(resource) ?? new Topic(client, liveTopic(session.organizationId, resource));
    topics.set(resource, topic);
    return topic;
  };
  return {
    listen: (resource, listener) => topicOf(resource).listen(listener),
    mark: (resource) => topics.get(resource)?.mark ?? 0,
  };
}

/** One topic, joined while it has listeners. */
class Topic {
  mark = 0;
  #state: LiveState = 'waiting';
  #wanted = false;
  /** The server closed the channel; it is joined again after a pause. */
  #ended = false;
  /** Grows when the channel is replaced or left, so that word from an older one is dropped. */
  #attempt = 0;
  #channel: RealtimeChannel | undefined;
  #leaving: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<LiveListener>();
  readonly #client: RealtimeClient;
  readonly #name: string;

  constructor(client: RealtimeClient, name: string) {
    this.#client = client;
    this.#name = name;
  }

  listen(listener: LiveListener): () => void {
    this.#listeners.add(listener);
    clearTimeout(this.#timer);
    listener.onState(this.#state);
    if (!this.#wanted || this.#ended) void this.#join();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#later(lingerMs, () => this.#leave());
    };
  }

  async #join() {
    this.#wanted = true;
    this.#ended = false;
    const attempt = ++this.#attempt;
    this.#drop();
    await this.#leaving;
    // The token first: without it the join of a private topic is refused and tried again only seconds later.
    await this.#client.setAuth();
    if (attempt !== this.#attempt) return;
    const channel = this.#client.channel(this.#name, { config: { private: true } });
    this.#channel = channel;
    for (const event of ['insert', 'update', 'delete']) {
      channel.on('broadcast', { event }, ({ payload }) => this.#heard(payload));
    }
    channel.subscribe((status) => {
      if (attempt === this.#attempt) this.#reached(status);
    });
  }

  #reached(status: string) {
    if (status === 'SUBSCRIBED') {
      this.mark++;
      this.#tell('live');
      return;
    }
    // After errors and time-outs the client joins again by itself. Closed is final, as when a token ran out unnoticed.
    this.#tell('down');
    if (status === 'CLOSED') {
      this.#ended = true;
      this.#later(rejoinMs, () => (this.#listeners.size > 0 ? this.#join() : this.#leave()));
    }
  }

  #leave() {
    this.#attempt++;
    this.#wanted = false;
    this.#state = 'waiting';
    this.#drop();
  }

  #drop() {
    const channel = this.#channel;
    this.#channel = undefined;
    if (channel) this.#leaving = this.#client.removeChannel(channel);
  }

  #heard(change: LiveChange) {
    this.mark++;
    for (const listener of this.#listeners) listener.onChange(change);
  }

  #tell(state: LiveState) {
    this.#state = state;
    for (const listener of this.#listeners) listener.onState(state);
  }

  #later(delayMs: number, action: () => void) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, delayMs);
  }
}
