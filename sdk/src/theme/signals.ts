// Owns the tokens that say good or bad. Apart from the others: a card's first paint does without.
const light = {
  good: '#1b7f4b',
  'good-wash': '#e8f6ee',
  warn: '#9a6200',
  'warn-wash': '#fdf3e0',
  bad: '#c2362b',
  'bad-wash': '#fdecea',
};

const dark: Record<keyof typeof light, string> = {
  good: '#5fce95',
  'good-wash': '#15301f',
  warn: '#e3b04b',
  'warn-wash': '#33270f',
  bad: '#ff8a7d',
  'bad-wash': '#3a1b18',
};

export const signals = { light, dark } as const;
