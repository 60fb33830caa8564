// Owns the repetitions that forms offer.

/** Rules by their names. */
export const repeats = {
  daily: 'FREQ=DAILY',
  workdays: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  weekly: 'FREQ=WEEKLY',
  monthly: 'FREQ=MONTHLY',
  yearly: 'FREQ=YEARLY',
} as const;

export type RepeatName = keyof typeof repeats;
export const repeatNames: readonly RepeatName[] = ['daily', 'workdays', 'weekly', 'monthly', 'yearly'];
export const repeatKey = (rule: string): RepeatName | 'custom' =>
  repeatNames.find((name) => repeats[name] === rule) ?? 'custom';
