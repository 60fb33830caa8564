// Owns a browser as far as redirects and cookies go.

export interface Browser {
  /** Follows redirects from an address. @returns the first address for which `stop` is true, not opened. */
  follow(address: string, stop: (url: URL) => boolean): Promise<URL>;
  /** Opens one address and follows nothing. */
  open(address: string): Promise<Response>;
  /** What a page's own requests are sent by. */
  fetch(address: string | URL | Request, init?: RequestInit): Promise<Response>;
}

export function createBrowser(): Browser {
  const jar = new Map<string, string>();
  const send = async (address: string | URL | Request, init: RequestInit = {}) => {
    const { origin } = new URL(address instanceof Request ? address.url : address);
    const cookies = [...jar]
      .filter(([name]) => name.startsWith(origin))
      .map(([name, value]) => `${name.slice(origin.length + 1)}=${value}`);
    const headers = new Headers(init.headers);
    headers.set('cookie', cookies.join('; '));
    const response = await fetch(address, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(`${origin} ${name}`, value);
    }
    return response;
  };
  const open = (address: string) => send(address, { redirect: 'manual' });
  return {
    open,
    fetch: send,
    async follow(address, stop) {
      let url = new URL(address);
      for (let step = 0; step < 15; step += 1) {
        const response = await open(url.href);
        const location = response.headers.get('location');
        if (!location) throw new Error(`${url.href} answered ${response.status}: ${await response.text()}`);
        url = new URL(location, url);
        if (stop(url)) return url;
      }
      throw new Error('Too many redirects');
    },
  };
}
