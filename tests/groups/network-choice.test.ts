/** Which of a person's networks is meant: the rule alone. */
import fc from 'fast-check'
import { type Candidate, chooseNetwork } from '../../bot/groups/network-choice'

const candidate = (name: string, chosenAt: string | null = null): Candidate => ({
  tenantId: `tenant-${name}`,
  networkId: `network-${name}`,
  chosenAt: chosenAt === null ? null : new Date(chosenAt),
})
const one = (name: string) => ({ is: 'one', one: expect.objectContaining({ networkId: `network-${name}` }) })

it('who belongs to none is in none', () => {
  expect(chooseNetwork([], 'tenant-a')).toEqual({ is: 'none' })
})

it('the only network is the one, whatever the tenant', () => {
  expect(chooseNetwork([candidate('a')], 'tenant-x')).toEqual(one('a'))
})

it("the own tenant's goes before others", () => {
  expect(chooseNetwork([candidate('a'), candidate('b')], 'tenant-b')).toEqual(one('b'))
})

it('of several others none is taken without asking', () => {
  expect(chooseNetwork([candidate('a'), candidate('b')], 'tenant-x')).toEqual({ is: 'several' })
})

it("what was chosen last counts, even against the own tenant's", () => {
  const [a, b, c] = [
    candidate('a', '2026-11-23T09:00:00Z'),
    candidate('b'),
    candidate('c', '2026-11-23T10:00:00Z'),
  ]
  expect(chooseNetwork([a, b, c], 'tenant-b')).toEqual(one('c'))
  expect(chooseNetwork([c, b, a], 'tenant-b')).toEqual(one('c'))
})

it('what is named with the act itself goes before all, and nobody is let in where they do not belong', () => {
  const chosen = [candidate('a', '2026-11-23T09:00:00Z'), candidate('b')]
  expect(chooseNetwork(chosen, 'tenant-a', 'network-b')).toEqual(one('b'))
  expect(chooseNetwork(chosen, 'tenant-a', 'network-z')).toEqual({ is: 'none' })
})

it('E1 whatever is asked, the answer is one of the own networks or none', () => {
  const names = fc.constantFrom('a', 'b', 'c', 'd')
  const instant = fc.option(fc.constantFrom('2026-11-23T09:00:00Z', '2026-11-24T09:00:00Z'))
  const own = fc.uniqueArray(fc.tuple(names, instant), { selector: ([name]) => name })
  fc.assert(
    fc.property(own, names, fc.option(names, { nil: undefined }), (pairs, tenant, wanted) => {
      const candidates = pairs.map(([name, at]) => candidate(name, at))
      const choice = chooseNetwork(candidates, `tenant-${tenant}`, wanted && `network-${wanted}`)
      if (choice.is === 'one') expect(candidates).toContain(choice.one)
      if (choice.is === 'one' && wanted) expect(choice.one.networkId).toBe(`network-${wanted}`)
      if (choice.is === 'none') expect(candidates.length === 0 || wanted !== undefined).toBe(true)
      if (choice.is === 'several') expect(candidates.length).toBeGreaterThan(1)
    }),
  )
})
