// Owns the few statistics that benchmarks report.

/** Value below which a share of the samples lies (nearest rank). @param share 0 to 1. */
export function percentile(samples: number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const milliseconds = (value: number) => `${Math.round(value)} ms`;
