/** Families of organisations: all that stand above one, below one, or beside it. Pure. */

export type ParentOf = (organisation: string) => string | null | undefined

/** Two organisations are of one family when their topmost one is the same. Whoever stores parents lets no circle in. */
export function topOf(organisation: string, parentOf: ParentOf): string {
  return chainOf(organisation, parentOf).at(-1) ?? organisation
}

/** The organisation, and all above it, upwards. */
export function chainOf(organisation: string, parentOf: ParentOf): readonly string[] {
  const chain = [organisation]
  for (let above = parentOf(organisation); above; above = parentOf(above)) chain.push(above)
  return chain
}
