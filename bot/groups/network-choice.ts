/** Which of a person's networks is meant where the place does not say it: in a personal chat, in the tab outside channels. */

/** What stands for the tab where a chat is named: there, too, one chooses once. */
export const inTheTab = 'tab'

/** As far as the choice needs to know it. */
export interface Candidate {
  readonly tenantId: string
  readonly networkId: string
  readonly chosenAt: Date | null
}

export type Choice<C> =
  | { readonly is: 'one'; readonly one: C }
  | { readonly is: 'none' }
  /** Nobody can tell: the person is asked. */
  | { readonly is: 'several' }

/**
 * DOMAIN.md, Roles: what the person names, else what was chosen here last, else the network of the own tenant, else the
 * only one.
 *
 * @param wanted a network's id that the person names; one to which the person does not belong is none
 */
export function chooseNetwork<C extends Candidate>(
  candidates: readonly C[],
  tenantId: string,
  wanted?: string,
): Choice<C> {
  if (wanted !== undefined) return one(candidates.find((candidate) => candidate.networkId === wanted))
  const chosen = candidates.reduce<C | undefined>(
    (last, candidate) => (latest(candidate) > (last ? latest(last) : 0) ? candidate : last),
    undefined,
  )
  const own = chosen ?? candidates.find((candidate) => candidate.tenantId === tenantId)
  if (own) return { is: 'one', one: own }
  return candidates.length > 1 ? { is: 'several' } : one(candidates[0])
}

const latest = ({ chosenAt }: Candidate) => chosenAt?.getTime() ?? 0

function one<C>(candidate: C | undefined): Choice<C> {
  return candidate ? { is: 'one', one: candidate } : { is: 'none' }
}
