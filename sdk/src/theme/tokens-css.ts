// Owns the design tokens as CSS custom properties, `--kith-*`.
import { signals } from './signals.ts';
import { tokens } from './tokens.ts';

const shadow = {
  light: '0 1px 2px rgb(16 19 31 / 0.06), 0 6px 20px rgb(16 19 31 / 0.10)',
  dark: '0 1px 2px rgb(0 0 0 / 0.4), 0 6px 20px rgb(0 0 0 / 0.45)',
};

const declare = (tokens: Record<string, string>) =>
  Object.entries(tokens)
    .map(([name, value]) => `--kith-${name}:${value};`)
    .join('');

/**
 * The token sheet for a root.
 * @param root selector that carries the tokens: `:host` in a shadow root, `:root` on a page of ours.
 * It follows the attribute `theme="light|dark|auto"` on that root; `auto` and no attribute follow the browser's
 * colour scheme. Set the attribute before first paint and there is no flash.
 */
export function tokensCss(root: ':host' | ':root' = ':host'): string {
  const when = (attribute: string) => (root === ':host' ? `:host([theme=${attribute}])` : `:root[theme=${attribute}]`);
  const [byDay, byNight] = (['light', 'dark'] as const).map((theme) =>
    declare({ ...tokens[theme], ...signals[theme], shadow: shadow[theme] }),
  );
  return [
    `${root}{color-scheme:light;${declare(tokens.fixed)}${byDay}}`,
    `@media (prefers-color-scheme:dark){${root}{color-scheme:dark;${byNight}}}`,
    `${when('light')}{color-scheme:light;${byDay}}`,
    `${when('dark')}{color-scheme:dark;${byNight}}`,
  ].join('\n');
}
