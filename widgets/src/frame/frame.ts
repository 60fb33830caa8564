// Owns frame.js, the script of a page that shows one widget inside another page (`GET /embed/<widget>`): it puts the widget there, tells
// the page around how high it is, and takes theme and language from it. With nobody else does it speak.
//
// To the page around: `{kith: 'height', height}` in pixels, whenever it changes. From there: `{kith: 'set', theme?, lang?}`.
import { isAllowed, originOf } from './allowed-origin.ts';

const script = document.currentScript;
if (script instanceof HTMLScriptElement) start(script.dataset);

function start({ widget = '', given = '{}', lang = '', origins = '' }: DOMStringMap) {
  const sheet = new CSSStyleSheet();
  sheet.insertRule('body{margin:0}');
  document.adoptedStyleSheets.push(sheet);
  giveIdentity();
  const element = document.createElement(widget);
  const attributes: unknown = JSON.parse(given);
  for (const [name, value] of Object.entries(Object(attributes))) element.setAttribute(name, String(value));
  document.documentElement.lang = lang || (navigator.language.startsWith('ru') ? 'ru' : 'en');
  document.body.append(element);
  talk(element, origins.split(' '));
}

/** Who looks, as the page's server signed it: behind the #, which no server is sent, for the loader to find. */
function giveIdentity() {
  const identity = new URLSearchParams(location.hash.slice(1)).get('identity');
  const loader = document.querySelector<HTMLScriptElement>('script[data-key]');
  if (identity && loader) loader.dataset['identity'] = identity;
}

function talk(element: HTMLElement, allowed: readonly string[]) {
  if (window.parent === window) return;
  const around = location.ancestorOrigins?.[0] ?? originOf(document.referrer);
  let host = around !== undefined && isAllowed(around, allowed) ? around : undefined;
  let height = 0;
  const tell = () => {
    const now = Math.ceil(element.getBoundingClientRect().height);
    if (host === undefined || now === 0 || now === height) return;
    height = now;
    window.parent.postMessage({ kith: 'height', height }, host);
  };
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== window.parent || !isAllowed(origin, allowed)) return;
    // Where the browser does not say who is around, the first word from there does.
    host ??= origin;
    take(element, data);
    tell();
  });
  new ResizeObserver(tell).observe(element);
}

function take(element: HTMLElement, data: unknown) {
  const { kith, theme, lang }: Record<string, unknown> = Object(data);
  if (kith !== 'set') return;
  if (theme === 'light' || theme === 'dark' || theme === 'auto') element.setAttribute('theme', theme);
  if (lang === 'en' || lang === 'ru') document.documentElement.lang = element.lang = lang;
}
