// Owns the design tokens as CSS custom properties, `--kith-*`.
const light = {
  surface: '#ffffff',
  raised: '#ffffff',
  sunken: '#f6f7f9',
  ink: '#1a1c20',
  'ink-2': '#4b5059',
  'ink-3': '#6b717c',
  line: '#e4e7eb',
  'line-strong': '#c9ced6',
  accent: '#3a5bd9',
  'accent-ink': '#ffffff',
  'accent-wash': '#eef1fd',
  good: '#1b7f4b',
  'good-wash': '#e8f6ee',
  warn: '#9a6200',
  'warn-wash': '#fdf3e0',
  bad: '#c2362b',
  'bad-wash': '#fdecea',
  shadow: '0 1px 2px rgb(16 19 31 / 0.06), 0 6px 20px rgb(16 19 31 / 0.10)',
};

const dark: Record<keyof typeof light, string> = {
  surface: '#17181b',
  raised: '#1f2125',
  sunken: '#121315',
  ink: '#eceef1',
  'ink-2': '#b9bec7',
  'ink-3': '#8d939e',
  line: '#2c2f35',
  'line-strong': '#434852',
  accent: '#8aa2ff',
  'accent-ink': '#10131f',
  'accent-wash': '#22294a',
  good: '#5fce95',
  'good-wash': '#15301f',
  warn: '#e3b04b',
  'warn-wash': '#33270f',
  bad: '#ff8a7d',
  'bad-wash': '#3a1b18',
  shadow: '0 1px 2px rgb(0 0 0 / 0.4), 0 6px 20px rgb(0 0 0 / 0.45)',
};

const fixed = {
  font: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  'size-hint': '12px',
  'size-overlay': '13px',
  'size-body': '14px',
  'size-title': '16px',
  'size-page': '20px',
  'size-figure': '28px',
  leading: '1.4',
  'radius-field': '6px',
  'radius-card': '10px',
  'radius-chip': '999px',
  'motion-quick': '120ms',
  'motion-calm': '180ms',
};

/** The same tokens as data, for sheets that `tokensCss` does not fit: per theme, and those that both themes share. */
export const tokens = { light, dark, fixed } as const;

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
  return [
    `${root}{color-scheme:light;${declare(fixed)}${declare(light)}}`,
    `@media (prefers-color-scheme:dark){${root}{color-scheme:dark;${declare(dark)}}}`,
    `${when('light')}{color-scheme:light;${declare(light)}}`,
    `${when('dark')}{color-scheme:dark;${declare(dark)}}`,
  ].join('\n');
}
