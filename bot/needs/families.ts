/**
 * Who counts as one when rounds are compared: families change between them. Pure.
 *
 * A family that joins or splits knows what it said before. So a comparison must hold twice: with what has belonged together in
 * any of the rounds as one, as far fewer may stand behind a change than their names say; and with each by its latest family,
 * as one half of a split family may bound the other.
 */
import type { Contribution } from './pooling'

export interface Families {
  /** Organisation -> the family it was last of. */
  readonly latest: ReadonlyMap<string, string>
  /** Organisation -> all that has ever belonged together with it, under one name. */
  readonly joined: ReadonlyMap<string, string>
}

/** @param rounds the oldest first */
export function familiesOf(rounds: readonly (readonly Contribution[])[]): Families {
  const above = new Map<string, string>()
  const topOf = (name: string): string => {
    let top = name
    for (let next = above.get(top); next !== undefined; next = above.get(top)) top = next
    return top
  }
  const latest = new Map<string, string>()
  for (const round of rounds)
    for (const { organisation, family } of round) {
      if (latest.get(organisation) === family) continue
      latest.set(organisation, family)
      const [one, other] = [topOf(`organisation ${organisation}`), topOf(`family ${family}`)]
      if (one !== other) above.set(one, other)
    }
  const joined = new Map([...latest.keys()].map((one) => [one, topOf(`organisation ${one}`)]))
  return { latest, joined }
}

/** Families numbered as they come. */
export interface Places {
  readonly placeOf: (organisation: string) => number
  readonly families: number
}

export function placesOf(
  needs: readonly (readonly Contribution[])[],
  familyOf: ReadonlyMap<string, string>,
): Places {
  const [places, numbers] = [new Map<string, number>(), new Map<string, number>()]
  for (const { organisation } of needs.flat()) {
    if (places.has(organisation)) continue
    const family = familyOf.get(organisation) ?? organisation
    const number = numbers.get(family) ?? numbers.size
    numbers.set(family, number)
    places.set(organisation, number)
  }
  return { placeOf: (organisation) => places.get(organisation) ?? 0, families: numbers.size }
}
