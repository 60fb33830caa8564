// Owns keeping what is typed in the panel from the page, whose shortcuts would act on it.
// The listeners stand on the window in the capture phase and are added before the page's own scripts run, so nobody is
// told before them. Stopping an event there does not stop its default action: text is still typed. The panel itself
// gets a copy that does not leave its shadow tree.

const silenced = ['beforeinput', 'copy', 'cut', 'paste', 'compositionstart', 'compositionupdate', 'compositionend'];

/** Starts isolating events whose path goes through `host()`, until `signal` aborts. */
export function isolateKeys(host: () => Element | null, signal: AbortSignal): void {
  // A key that went down in the panel belongs to it until it comes up, even if the panel folded in between.
  const down = new Set<string>();
  const guard = (event: Event, copy?: (event: Event) => Event | null) => {
    const overlay = host();
    const path = event.composedPath();
    const isOurs = overlay !== null && event.composed && path.includes(overlay);
    const isRest = event instanceof KeyboardEvent && event.type === 'keyup' && down.delete(event.code);
    if (isOurs || isRest) event.stopImmediatePropagation();
    if (!isOurs) return;
    if (event instanceof KeyboardEvent && event.type === 'keydown') down.add(event.code);
    const twin = copy?.(event) ?? null;
    if (twin !== null && path[0]?.dispatchEvent(twin) === false) event.preventDefault();
  };
  const options = { capture: true, signal };
  for (const type of ['keydown', 'keyup', 'keypress'])
    addEventListener(type, (event) => guard(event, copyKey), options);
  addEventListener('input', (event) => guard(event, copyInput), options);
  for (const type of silenced) addEventListener(type, (event) => guard(event), options);
}

function copyKey(event: Event): Event | null {
  if (!(event instanceof KeyboardEvent)) return null;
  const { key, code, location, repeat, isComposing, ctrlKey, shiftKey, altKey, metaKey } = event;
  const state = { key, code, location, repeat, isComposing, ctrlKey, shiftKey, altKey, metaKey };
  // Not a KeyboardEvent: Firefox makes every one of those composed, so that it would leave the shadow tree.
  return Object.assign(new Event(event.type, { bubbles: true, cancelable: true, composed: false }), state);
}

const copyInput = () => new InputEvent('input', { bubbles: true, composed: false });
