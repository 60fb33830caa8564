// Owns what a page of ours connects to, for its policy: where the API and where auth and realtime answer, over HTTP and WebSocket.

export interface Addresses {
  apiUrl: string;
  /** Where auth and realtime answer: `apiUrl`, or a Supabase project's. */
  supabaseUrl: string;
}

export const pageConnects = ({ apiUrl, supabaseUrl }: Addresses): string =>
  [...new Set([apiUrl, supabaseUrl])].flatMap((url) => [url, url.replace(/^http/, 'ws')]).join(' ');
