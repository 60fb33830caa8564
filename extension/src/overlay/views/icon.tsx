// Owns drawing Lucide icons: plain nodes, decorative unless named.
import type { IconNode } from 'lucide';
import { h } from 'preact';

/** An icon of 16 px. With a `name` it is an image for screen readers, without it is hidden from them. */
export function Icon({ node, name }: { node: IconNode; name?: string }) {
  const shapes = node.map(([tag, attributes]) => h(tag, attributes));
  if (name === undefined)
    return (
      <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
        {shapes}
      </svg>
    );
  return (
    <svg class="icon" viewBox="0 0 24 24" role="img" aria-label={name}>
      {shapes}
    </svg>
  );
}
