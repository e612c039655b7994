/** Order statistics of what was measured. */

/** @param shares between 0 and 1, as 0.99. Nearest rank; 0 for an empty list. */
export function quantiles(values: readonly number[], ...shares: readonly number[]): readonly number[] {
  const sorted = Float64Array.from(values).sort()
  return shares.map((share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0)
}

export const median = (values: readonly number[]): number => quantiles(values, 0.5)[0] ?? 0
