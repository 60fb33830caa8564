// Owns small readings of a page that every adapter needs: is it shown, what does it say, which part is on screen.

/** The first match of several selector variants, in their order. */
export function first(root: ParentNode, variants: readonly string[]): Element | null {
  for (const variant of variants) {
    const found = root.querySelector(variant);
    if (found !== null) return found;
  }
  return null;
}

/** All matches of the first selector variant that matches anything. */
export function all(root: ParentNode, variants: readonly string[]): Element[] {
  for (const variant of variants) {
    const found = [...root.querySelectorAll(variant)];
    if (found.length > 0) return found;
  }
  return [];
}

/** False for parts that a page keeps but hides, such as the thread that was open before. */
export function isShown(element: Element): boolean {
  if (element.closest('[hidden],[inert]') !== null) return false;
  if (element.ownerDocument.defaultView !== null && typeof element.checkVisibility === 'function')
    return element.checkVisibility({ visibilityProperty: true });
  for (let at: Element | null = element; at !== null; at = at.parentElement)
    if (at instanceof HTMLElement && (at.style.display === 'none' || at.style.visibility === 'hidden')) return false;
  return true;
}

/** True when any part of `element` lies inside `viewport`; also true where nothing is laid out. */
export function isOnScreen(element: Element, viewport: Element | null): boolean {
  const outer = viewport?.getBoundingClientRect();
  if (outer === undefined || outer.height === 0) return true;
  const inner = element.getBoundingClientRect();
  return inner.bottom > outer.top && inner.top < outer.bottom && inner.height > 0;
}

const blocks = new Set(
  'ADDRESS ARTICLE BLOCKQUOTE DD DIV DL DT H1 H2 H3 H4 H5 H6 HR LI OL P PRE SECTION TABLE TR UL'.split(' '),
);
const silent = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'TITLE']);

/** A block that only holds one character as a picture, as custom emoji do, stands in its line. */
const isPicture = (element: Element) =>
  element.textContent.trim() === '' && (element.querySelector(':scope > img[alt]')?.getAttribute('alt') ?? '') !== '';

/**
 * The text of an element as a person reads it: line breaks kept, pictures of emoji as their characters.
 * @param strip selector of parts to leave out.
 */
export function textOf(element: Element, strip = ''): string {
  let text = '';
  const newLine = () => {
    if (text !== '' && !text.endsWith('\n')) text += '\n';
  };
  const walk = (node: Node) => {
    if (node.nodeType === 3) text += (node.nodeValue ?? '').replace(/[ \t\r\n]+/g, ' ');
    if (!(node instanceof Element) || silent.has(node.tagName) || (strip !== '' && node.matches(strip))) return;
    if (node.tagName === 'BR') text += '\n';
    if (node.tagName === 'IMG') text += node.getAttribute('alt') ?? '';
    const isBlock = blocks.has(node.tagName) && !isPicture(node);
    if (isBlock) newLine();
    for (const child of node.childNodes) walk(child);
    if (isBlock) newLine();
  };
  for (const child of element.childNodes) walk(child);
  return text
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/ {2,}/g, ' ')
    .trim();
}
