// Owns the design tokens: the ground that everything stands on. What says good or bad is in signals.ts.
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

/** Per theme, and those that both themes share. */
export const tokens = { light, dark, fixed } as const;
