// Owns following the page's own light or dark look, whatever the operating system prefers.

export type Theme = 'light' | 'dark';

/** Milliseconds between a change of the page's look and its last colour, when it fades. */
const fade = 400;

/** Calls `onTheme` now and whenever the page turns light or dark, until `signal` aborts. `check` looks again a moment later. */
export function followHostTheme(
  host: Element,
  signal: AbortSignal,
  onTheme: (theme: Theme) => void,
): { check(): void } {
  let shown: Theme | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    const theme = hostTheme(host);
    if (theme !== shown) onTheme(theme);
    shown = theme;
  };
  const check = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      look();
    }, fade);
  };
  const observer = new MutationObserver(() => {
    look();
    check();
  });
  const attributes = { attributes: true, attributeFilter: ['class', 'style', 'data-theme', 'theme'] };
  observer.observe(document.documentElement, attributes);
  if (document.body !== null) observer.observe(document.body, attributes);
  if (document.head !== null) observer.observe(document.head, { childList: true });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', check, { signal });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
  });
  look();
  return { check };
}

/** Part of the window that an element must fill to count as the page's surface: a bubble or a button says nothing. */
const largePart = 0.2;

const isSurface = (element: Element) => {
  const { width, height } = element.getBoundingClientRect();
  return width * height > innerWidth * innerHeight * largePart;
};

/** Dark when the surface under the overlay is dark; a page without any background is as its colour scheme says. */
function hostTheme(host: Element): Theme {
  const box = host.getBoundingClientRect();
  const below = document.elementsFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const start = below.find((element) => element !== host) ?? document.body;
  for (let at: Element | null = start; at !== null; at = at.parentElement) {
    const light = isSurface(at) ? luminance(getComputedStyle(at).backgroundColor) : null;
    if (light !== null) return light < 0.4 ? 'dark' : 'light';
  }
  const body = document.body === null ? null : luminance(getComputedStyle(document.body).backgroundColor);
  if (body !== null) return body < 0.4 ? 'dark' : 'light';
  return getComputedStyle(document.documentElement).colorScheme.startsWith('dark') ? 'dark' : 'light';
}

/** 0 black to 1 white; null for colours that let most of what is behind shine through, and notations other than rgb. */
export function luminance(colour: string): number | null {
  const match = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(colour);
  if (match === null || Number(match[4] ?? 1) < 0.5) return null;
  return (0.2126 * Number(match[1]) + 0.7152 * Number(match[2]) + 0.0722 * Number(match[3])) / 255;
}
