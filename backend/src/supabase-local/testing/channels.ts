// Owns waiting for what a client's channel reports.
import type { RealtimeChannel } from '@supabase/supabase-js';

/** Subscribes and waits for the first status: `SUBSCRIBED`, or `CHANNEL_ERROR: <reason>`. */
export function subscribed(channel: RealtimeChannel): Promise<string> {
  return new Promise((resolve) => {
    channel.subscribe((status, error) => resolve(error ? `${status}: ${error.message}` : status));
  });
}

/** The next broadcast of a channel. @param event its name; any by default. */
export function nextBroadcast(channel: RealtimeChannel, event = '*'): Promise<{ event: string; payload: unknown }> {
  return new Promise((resolve) => {
    channel.on('broadcast', { event }, (message) => resolve({ event: message.event, payload: message['payload'] }));
  });
}
