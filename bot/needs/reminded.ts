/** Whom a reminder of a missing answer goes to (P4): whoever entered the last one, else all who may answer. Pure. */

export interface MissingPerson {
  readonly memberId: string
  readonly organisationId: string
}

/**
 * @param people who may answer for the organisations whose answer is missing
 * @param last organisation -> who entered its last answer
 * @param reachable whom a message of their own reaches
 * @returns whom to remind, and how many organisations have nobody whom that reaches
 */
export function whomToRemind(
  people: readonly MissingPerson[],
  last: ReadonlyMap<string, ReadonlySet<string>>,
  reachable: ReadonlySet<string>,
): { readonly remind: readonly string[]; readonly unreached: number } {
  const organisations = [...new Set(people.map(({ organisationId }) => organisationId))]
  const chosen = organisations.map((organisation) => {
    const all = people.filter(({ organisationId }) => organisationId === organisation)
    const reached = all.filter(({ memberId }) => reachable.has(memberId))
    const before = reached.filter(({ memberId }) => last.get(organisation)?.has(memberId))
    return (before.length > 0 ? before : reached).map(({ memberId }) => memberId)
  })
  return { remind: chosen.flat(), unreached: chosen.filter((some) => some.length === 0).length }
}
