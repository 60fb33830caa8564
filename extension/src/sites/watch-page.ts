// Owns noticing that a page changed: one observer and the address, told at once and again when things settle.

/** Milliseconds in which further changes are told together. */
const settle = 60;

/**
 * Calls `onChange` on the first change at once and then at most every 60 ms, until `signal` aborts.
 * What a person types (inside editable text) is not a change.
 * @param attributes names of attributes whose change matters to the site.
 */
export function watchPage(document: Document, signal: AbortSignal, onChange: () => void, attributes: string[]): void {
  const view = document.defaultView;
  if (view === null || signal.aborted) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  const tell = () => {
    if (timer !== undefined) {
      again = true;
      return;
    }
    onChange();
    timer = setTimeout(() => {
      timer = undefined;
      if (!again) return;
      again = false;
      tell();
    }, settle);
  };
  const observer = new view.MutationObserver((records) => {
    if (records.some((record) => !isTyping(record.target))) tell();
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: attributes });
  for (const event of ['hashchange', 'popstate', 'pageshow']) view.addEventListener(event, tell, { signal });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
  });
}

function isTyping(node: Node): boolean {
  const element = node.nodeType === 1 ? node : node.parentNode;
  return element instanceof HTMLElement && element.isContentEditable;
}
