/** The network compared with its tenant's directory, as a rule: who has left, who is back, and when nothing is believed. */
import fc from 'fast-check'
import { type AccountStanding, compareDirectory, mayMarkByItself } from '../../bot/groups/directory'

const person = (name: string, left = false, blocked = false) => ({
  ...{ memberId: name, objectId: `o-${name}`, left, blocked },
})
const seeing = { seesBlocked: true }
const read = (standings: Readonly<Record<string, AccountStanding>>) => ({
  is: 'read' as const,
  standings: new Map(Object.entries(standings).map(([name, standing]) => [`o-${name}`, standing])),
})

it('tells who is gone, whose account is blocked, and who is back', () => {
  const known = [
    person('here'),
    person('gone'),
    person('blocked'),
    person('back', true),
    person('away', true),
  ]
  const standings = { here: 'there', gone: 'gone', blocked: 'disabled', back: 'there', away: 'gone' } as const
  const compared = compareDirectory(known, read(standings), seeing)
  expect(compared).toEqual({
    is: 'compared',
    asked: 3,
    findings: [
      { memberId: 'gone', objectId: 'o-gone', what: 'gone' },
      { memberId: 'blocked', objectId: 'o-blocked', what: 'disabled' },
      { memberId: 'back', objectId: 'o-back', what: 'back' },
      { memberId: 'away', objectId: 'o-away', what: 'gone' },
    ],
  })
})

it('believes no answer that leaves somebody out, of those who belong and of those who left', () => {
  const known = [person('here'), person('other'), person('left', true)]
  const whole = { here: 'there', other: 'gone', left: 'gone' } as const
  expect(compareDirectory(known, read(whole), seeing).is).toBe('compared')
  for (const missing of ['other', 'left'] as const) {
    const { [missing]: _, ...part } = whole
    expect(compareDirectory(known, read(part), seeing)).toEqual({ is: 'failed', why: 'unclear' })
  }
})

it('takes a directory in which nobody of the network is found for another one, however small the network', () => {
  expect(compareDirectory([person('only')], read({ only: 'gone' }), seeing)).toEqual({
    is: 'failed',
    why: 'unclear',
  })
})

it('takes a directory that does not know who asks for another one', () => {
  const known = [person('here'), person('gone')]
  const asked = (me: AccountStanding) =>
    compareDirectory(known, read({ here: 'there', gone: 'gone', me }), { ...seeing, asker: 'o-me' })
  expect(asked('gone')).toEqual({ is: 'failed', why: 'unclear' })
  expect(asked('there').is).toBe('compared')
})

it('takes an account that was blocked for blocked still, where who asks cannot see that', () => {
  const known = [person('here'), person('blocked', false, true), person('left', true, true)]
  const answer = read({ here: 'there', blocked: 'there', left: 'there' })
  const whats = (seesBlocked: boolean) => {
    const compared = compareDirectory(known, answer, { seesBlocked })
    return compared.is === 'compared' && compared.findings.map(({ memberId, what }) => `${memberId} ${what}`)
  }
  expect(whats(false)).toEqual(['blocked disabled', 'left disabled'])
  expect(whats(true)).toEqual(['left back'])
})

it('says why nothing is known, where nothing was read', () => {
  for (const why of ['consent', 'sign-in', 'forbidden', 'busy', 'unclear'] as const)
    expect(compareDirectory([person('a')], { is: 'unread', why }, seeing)).toEqual({ is: 'failed', why })
})

it('by itself marks five at once in any network, and more only up to a fifth of it', () => {
  expect([0, 1, 5].map((absent) => mayMarkByItself(absent, 6))).toEqual([true, true, true])
  expect(mayMarkByItself(6, 29)).toBe(false)
  expect(mayMarkByItself(6, 30)).toBe(true)
  expect(mayMarkByItself(200, 1000)).toBe(true)
  expect(mayMarkByItself(201, 1000)).toBe(false)
})

it('whatever the answer: each is found once who has left or is not there, and nobody else', () => {
  const standing = fc.constantFrom<AccountStanding>('there', 'disabled', 'gone')
  const people = fc.uniqueArray(
    fc.record({ name: fc.stringMatching(/^[a-z]{1,4}$/), left: fc.boolean(), standing }),
    { selector: ({ name }) => name },
  )
  fc.assert(
    fc.property(people, (all) => {
      const known = all.map(({ name, left }) => person(name, left))
      const compared = compareDirectory(
        known,
        read(Object.fromEntries(all.map(({ name, standing: how }) => [name, how]))),
        seeing,
      )
      if (compared.is === 'failed') return all.every((one) => one.left || one.standing !== 'there')
      const found = compared.findings.map(({ memberId }) => memberId)
      const wanted = all.filter((one) => one.left || one.standing !== 'there').map(({ name }) => name)
      expect(new Set(found)).toEqual(new Set(wanted))
      return found.length === wanted.length
    }),
  )
})
