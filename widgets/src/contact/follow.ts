// Owns following the selection of another widget in the same document or shadow root.

/** The present selection of the element with that id; null when there is none. */
export function selectionOf(follower: Element, id: string): string | null {
  const root = follower.getRootNode();
  if (id === '' || !(root instanceof Document || root instanceof ShadowRoot)) return null;
  const leader = root.getElementById(id);
  const selected: unknown = leader && (Reflect.get(leader, 'selected') ?? leader.getAttribute('selected'));
  return typeof selected === 'string' && selected !== '' ? selected : null;
}

/**
 * Calls `follow` whenever the element whose id is `leader()` tells of its selection. It listens at the root, so the leader
 * may come, go and be replaced. Returns the way to stop.
 */
export function followSelection(
  follower: Element,
  leader: () => string,
  follow: (id: string | null) => void,
): () => void {
  const root = follower.getRootNode();
  const heard = (event: Event) => {
    const { target } = event;
    if (!(event instanceof CustomEvent) || !(target instanceof Element) || target.id === '') return;
    if (target.id !== leader()) return;
    const id: unknown = event.detail?.id;
    follow(typeof id === 'string' ? id : null);
  };
  root.addEventListener('kith-select', heard);
  return () => root.removeEventListener('kith-select', heard);
}
