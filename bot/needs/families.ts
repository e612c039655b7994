/**
 * Who counts as one when rounds are compared: families change between them. Pure.
 *
 * A family that joins or splits knows what it said before. So a comparison must hold twice: with what has belonged together in
 * any of the rounds as one, as far fewer may stand behind a change than their names say; and with each by its latest family,
 * as one half of a split family may bound the other.
 */

interface Answer {
  readonly organisation: string
  readonly family: string
}

export interface Families {
  readonly numberOf: (organisation: string) => number
  /** By an organisation's number: the family it was last of, numbered too. */
  readonly latest: Int32Array
  /** By an organisation's number: all that has ever belonged together with it. */
  readonly joined: Int32Array
}

/** @param rounds the oldest first */
export function familiesOf(rounds: readonly (readonly Answer[])[]): Families {
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
  const organisations = [...latest.keys()]
  const numbers = new Map(organisations.map((organisation, i) => [organisation, i]))
  return {
    numberOf: (organisation) => numbers.get(organisation) ?? 0,
    latest: numbered([...latest.values()]),
    joined: numbered(organisations.map((organisation) => topOf(`organisation ${organisation}`))),
  }
}

function numbered(names: readonly string[]): Int32Array {
  const numbers = new Map<string, number>()
  for (const name of names) if (!numbers.has(name)) numbers.set(name, numbers.size)
  return Int32Array.from(names, (name) => numbers.get(name) ?? 0)
}

/** Families of some organisations, numbered as they come. */
export interface Places {
  /** By an organisation's number. */
  readonly places: Int32Array
  readonly families: number
}

export function placesOf(organisations: readonly (readonly number[])[], familyOf: Int32Array): Places {
  const places = new Int32Array(familyOf.length).fill(-1)
  const ofFamily = new Int32Array(familyOf.length).fill(-1)
  let families = 0
  for (const some of organisations)
    for (const organisation of some) {
      if (places[organisation] !== -1) continue
      const family = familyOf[organisation] as number
      if (ofFamily[family] === -1) {
        ofFamily[family] = families
        families += 1
      }
      places[organisation] = ofFamily[family] as number
    }
  return { places, families }
}
