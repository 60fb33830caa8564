// Owns kith.js, the one script a host page adds. It does nothing until a widget is near the viewport.
//
//   <script src="https://kith.example/kith.js" data-key="pk_…" async></script>
//   <kith-people id="people"></kith-people> <kith-contact for="people"></kith-contact>
//
// A page that keeps their room free before this script has come does not move at all:
//   kith-people, kith-contact { display: block; min-block-size: 480px }
//
// Widgets may be on the page already or come later. With `data-key` the page acts by that embed key, from an origin that
// the key allows. A key that asks who looks needs `data-identity` besides, a token that the page's server signs
// (docs/embedding.md). A page that signs people in itself leaves `data-key` out and answers the widgets' question, before
// or after this script has loaded; the page's answer goes before the key's:
//
//   document.addEventListener('kith-session', (event) => event.detail.provide({
//     apiUrl, supabaseUrl, publishableKey, organizationId,
//     getToken: async ({ renew }) => …a token good for another minute; a new one when `renew` is true…
//   }));
//
// Nothing is stored, no global is set, and tokens stay in memory.
import { type EmbeddedSession, type EmbedOptions, openEmbedSession, sessionError } from '../kit/embed-session.ts';
import { sessionEvent } from '../kit/session.ts';
import { apology } from './apology.ts';

/** The tags of the registry, put in by the build. */
declare const __KITH_TAGS__: readonly string[];

const script = document.currentScript;
if (script instanceof HTMLScriptElement) start(new URL(script.src), script.dataset);

function start(address: URL, page: DOMStringMap) {
  const apiUrl = address.origin;
  const openSession = page['key'] ? answerSessions({ apiUrl, page }) : undefined;
  reserveSpace();
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        // While the widget's code is on its way, so is its session.
        void openSession?.();
        void load(apiUrl, target);
      }
    },
    { rootMargin: '300px' },
  );
  watch((element) => near.observe(element));
}

/** Finds widgets that are not defined yet, now and whenever the page changes. */
function watch(found: (element: Element) => void) {
  // Live collections: asking for their length again costs next to nothing on pages that change a lot.
  let waiting = __KITH_TAGS__.map((tag) => ({ tag, elements: document.getElementsByTagName(tag) }));
  const known = new WeakSet<Element>();
  const look = () => {
    waiting = waiting.filter(({ tag }) => !customElements.get(tag));
    if (waiting.length === 0) changes.disconnect();
    for (const element of waiting.flatMap(({ elements }) => [...elements])) {
      if (known.has(element)) continue;
      known.add(element);
      found(element);
    }
  };
  const changes = new MutationObserver(look);
  changes.observe(document, { childList: true, subtree: true });
  look();
}

async function load(apiUrl: string, element: Element) {
  const tag = element.localName;
  try {
    // A line that failed once mostly holds the second time.
    const fetchWidget = () => import(/* @vite-ignore */ `${apiUrl}/widgets/${tag}.js`);
    await fetchWidget().catch(fetchWidget);
  } catch {
    apology(element, apiUrl, () => void load(apiUrl, element));
  }
}

/** Keeps the size of a widget free until it is there, so that the page does not jump. */
function reserveSpace() {
  const sheet = new CSSStyleSheet();
  for (const tag of __KITH_TAGS__) {
    sheet.insertRule(`${tag}:not(:defined){display:block;block-size:var(--${tag}-height,480px)}`);
  }
  document.adoptedStyleSheets.push(sheet);
}

/**
 * Answers widgets with one session for the whole page; after a failure the next question tries again.
 * @returns opens the session early.
 */
function answerSessions(options: EmbedOptions) {
  let session: Promise<EmbeddedSession> | undefined;
  const open = () => {
    session ??= openEmbedSession(options);
    session.catch(() => {
      session = undefined;
    });
    return session;
  };
  // At the window: whatever the page itself answers, at the document or below, comes first.
  window.addEventListener(sessionEvent, (event) => {
    if (event instanceof CustomEvent) event.detail.provide(open().then(forNamed(event.composedPath())));
  });
  return open;
}

/** Lets a session through to widgets that its key names, and to those inside them. @throws Error with the code `widget_not_named`. */
const forNamed = (path: readonly EventTarget[]) => (session: EmbeddedSession) => {
  const { widgets } = session;
  if (widgets[0] && !path.some((at) => widgets.includes(Reflect.get(at, 'localName')))) {
    throw sessionError('widget_not_named', '');
  }
  return session;
};
