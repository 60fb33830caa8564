// Owns one socket: reading its frames, handing them to its channels, and closing it when it misbehaves or falls behind.
import type { WebSocket } from 'ws';
import type { Deps } from '../../deps.ts';
import type { ApiRole } from '../auth/api-key.ts';
import { Channel, type ChannelHost } from './channel.ts';
import { decodeFrame, encodeFrame, type Frame, FrameError, type Version } from './frames.ts';
import type { Hub } from './hub.ts';
import { mostChannels, mostFramesPerSecond, mostJoinsPerSecond, mostWaiting } from './limits.ts';
import { JoinPayload, Name, TokenPayload } from './messages.ts';
import type { Presence } from './presence.ts';

export interface ConnectionOptions {
  deps: Deps;
  hub: Hub;
  presence: Presence;
  version: Version;
  role: ApiRole;
  origin: string | undefined;
  refusalDelay: number;
}

const prefix = 'realtime:';
const longestFarewell = 1_000;
const badTopic = 'unmatched topic';
const tooFast = `ClientJoinRateLimitReached: more than ${mostJoinsPerSecond} joins a second`;
const floods = `MessagePerSecondRateLimitReached: more than ${mostFramesPerSecond} messages a second`;
const tooMany = `ChannelRateLimitReached: more than ${mostChannels} channels`;

export class Connection {
  /** When the last frame came, by the process's own clock. */
  lastSeen = performance.now();
  readonly #ws: WebSocket;
  readonly #options: ConnectionOptions;
  readonly #channels = new Map<string, Channel>();
  readonly #host: ChannelHost;
  #second = { start: 0, joins: 0, frames: 0 };

  constructor(ws: WebSocket, options: ConnectionOptions) {
    this.#ws = ws;
    this.#options = options;
    this.#host = {
      ...options,
      send: (data) => this.#send(data),
      sendFrame: (frame) => this.#send(encodeFrame(frame, options.version)),
      forget: (channel) => {
        this.#channels.delete(channel.wireTopic);
      },
    };
    ws.on('message', (data, isBinary) => this.#receive(toBuffer(data), isBinary));
    ws.on('close', () => this.#dropChannels());
    ws.on('error', (error) => options.deps.log.debug({ err: error }, 'a realtime socket failed'));
  }

  /** Closes the socket; the client connects again and joins anew. @param code WebSocket close code. */
  close(code: number, reason: string): void {
    this.#ws.close(code, reason);
  }

  /** Ends the channels of these sessions. */
  endSessions(ended: ReadonlySet<string>): void {
    for (const channel of [...this.#channels.values()]) channel.endWithSession(ended);
  }

  /** Closes the socket and waits until it is gone, but not for long. */
  async end(code: number, reason: string): Promise<void> {
    const gone = new Promise<void>((resolve) => this.#ws.once('close', () => resolve()));
    const timer = setTimeout(() => this.#ws.terminate(), longestFarewell);
    this.#ws.close(code, reason);
    await gone;
    clearTimeout(timer);
  }

  /** Cuts the socket off without waiting for the other side. */
  terminate(): void {
    this.#ws.terminate();
  }

  #receive(data: Buffer, isBinary: boolean): void {
    // A frame may still arrive on a socket that is being closed.
    if (this.#ws.readyState !== this.#ws.OPEN) return;
    this.lastSeen = performance.now();
    this.#countSeconds();
    if (this.#framesTooFast()) {
      this.close(1008, floods);
      return;
    }
    try {
      this.#route(decodeFrame(data, isBinary, this.#options.version));
    } catch (error) {
      const known = error instanceof FrameError;
      if (!known) this.#options.deps.log.error({ err: error }, 'a realtime frame failed');
      this.close(known ? 1007 : 1011, known ? error.message : 'The frame could not be handled');
    }
  }

  #route(frame: Frame): void {
    if (frame.topic === 'phoenix') {
      if (frame.event === 'heartbeat') this.#reply(frame, 'ok', {});
      return;
    }
    const channel = this.#channels.get(frame.topic);
    if (frame.event === 'phx_join') this.#join(frame, channel);
    else if (channel) this.#toChannel(channel, frame);
    else this.#reply(frame, 'error', { reason: badTopic });
  }

  #toChannel(channel: Channel, frame: Frame): void {
    switch (frame.event) {
      case 'phx_leave':
        channel.reply(frame.ref, 'ok', {});
        channel.close();
        break;
      case 'broadcast':
        channel.broadcast(frame);
        break;
      case 'presence':
        channel.showPresence(frame);
        break;
      case 'access_token':
        void channel.renew(TokenPayload.safeParse(frame.payload).data?.access_token);
        break;
      default:
        channel.reply(frame.ref, 'error', { reason: `${frame.event} is not served here` });
    }
  }

  #join(frame: Frame, older: Channel | undefined): void {
    const payload = JoinPayload.safeParse(frame.payload ?? {});
    older?.close();
    const full = this.#channels.size >= mostChannels ? tooMany : undefined;
    const reason = this.#joinsTooFast() ? tooFast : (full ?? refusalOf(frame.topic, payload.data));
    if (reason || !payload.success) {
      this.#reply(frame, 'error', { reason: reason ?? badTopic });
      return;
    }
    const channel = new Channel(this.#host, frame, payload.data);
    this.#channels.set(frame.topic, channel);
    void channel.join(frame.ref);
  }

  #countSeconds(): void {
    if (this.lastSeen - this.#second.start > 1_000) this.#second = { start: this.lastSeen, joins: 0, frames: 0 };
  }

  #framesTooFast(): boolean {
    this.#second.frames += 1;
    return this.#options.deps.env.KITH_RATE_LIMIT > 0 && this.#second.frames > mostFramesPerSecond;
  }

  #joinsTooFast(): boolean {
    this.#second.joins += 1;
    return this.#second.joins > mostJoinsPerSecond;
  }

  #reply(frame: Frame, status: 'ok' | 'error', response: Record<string, unknown>): void {
    const { joinRef, ref, topic } = frame;
    this.#host.sendFrame({ joinRef, ref, topic, event: 'phx_reply', payload: { status, response } });
  }

  #send(data: string | Buffer): void {
    if (this.#ws.readyState !== this.#ws.OPEN) return;
    // A reader that far behind cannot catch up; after reconnecting it fetches afresh.
    if (this.#ws.bufferedAmount > mostWaiting) this.#ws.terminate();
    else this.#ws.send(data);
  }

  #dropChannels(): void {
    for (const channel of [...this.#channels.values()]) channel.drop();
  }
}

function toBuffer(data: Buffer | ArrayBuffer | Buffer[]): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? Buffer.from(data) : data;
}

/** Why a join cannot even be tried. */
function refusalOf(topic: string, payload: JoinPayload | undefined): string | undefined {
  const name = topic.startsWith(prefix) ? topic.slice(prefix.length) : '';
  if (!payload || !Name.safeParse(name).success) return badTopic;
  return payload.config.postgres_changes.length > 0
    ? 'postgres_changes is not served here; listen to broadcasts'
    : undefined;
}
