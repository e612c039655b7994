/** The Playground's configuration is the demo network: the same ids, names and places on both sides. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import {
  demoFounder,
  demoGroups,
  demoMembers,
  demoPlaces,
  demoTenant,
  objectIdOf,
} from '../../bot/demo/network'

const text = readFileSync(path.resolve(__dirname, '../../env/playground.yml'), 'utf8')

/** Sections at the left edge, by name; the file has no deeper secrets of YAML. */
const sections = new Map(
  text.split(/\r?\n(?=[a-z])/i).map((section) => [/^(\w+):/m.exec(section)?.[1] ?? '', section] as const),
)
const section = (name: string) => sections.get(name) ?? ''
const fieldsOf = (part: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...part.matchAll(/^\s*(?:- )?(\w+): (.+)$/gm)].map(([, key, value]) => [key ?? '', value?.trim() ?? '']),
  )
const itemsOf = (part: string) =>
  part
    .split(/^\s*- /m)
    .slice(1)
    .map(fieldsOf)

const people = [fieldsOf(section('currentUser')), ...itemsOf(section('users'))]
/** Its six are the first six of the demo (network.ts says so). */
const six = [demoFounder, ...demoMembers].slice(0, 6)

it('has the tenant of the demo network', () => {
  expect(fieldsOf(section('tenantId')).tenantId).toBe(demoTenant)
})

it('has six people: the founder as the current user, and the first five members, by name and id', () => {
  expect(people.map(({ name, aadObjectId }) => ({ name, aadObjectId }))).toEqual(
    six.map(({ name, number }) => ({ name, aadObjectId: objectIdOf(number) })),
  )
})

it('gives each a Teams id, a mail address and names of their own', () => {
  for (const { id, name = '', email, userPrincipleName, givenName, surname } of people)
    expect({ id, name: `${givenName} ${surname}`, email, same: userPrincipleName }).toEqual({
      id: expect.stringMatching(/^29:demo-\d\d$/),
      name,
      email: `${name.toLowerCase().replace(' ', '.')}@verbund.example`,
      same: email,
    })
  expect(new Set(people.map(({ id }) => id)).size).toBe(6)
})

it('has people of six organisations, and a current user who may try everything', () => {
  expect(new Set(six.map(({ organisation }) => organisation)).size).toBe(6)
  expect(demoFounder.seat).toBe('chair')
  expect(Object.values(demoFounder.groups)).toContain('coordinator')
})

it("has the network's team, the group's channel and the committee's chat under the demo's ids", () => {
  const team = section('team')
  expect(fieldsOf(team.split('channels:')[0] ?? '')).toMatchObject({ id: demoPlaces.team })
  expect(itemsOf(team.split('channels:')[1] ?? '')).toEqual([
    { id: demoPlaces.digital, name: (demoGroups.digital?.name ?? '').replace(/^AK /, '') },
  ])
  expect(fieldsOf(section('groupChat'))).toMatchObject({
    id: demoPlaces.committee,
    name: 'Steuerkreis',
  })
})

it('every place of the demo belongs to a group, to the committee, or is the network itself', () => {
  const places = Object.values(demoGroups).flatMap(({ place }) => (place ? [place] : []))
  expect([...places, demoPlaces.committee, demoPlaces.team].sort()).toEqual(Object.values(demoPlaces).sort())
})

it('leaves no two people of the demo with one id', () => {
  const numbers = [demoFounder, ...demoMembers].map(({ number }) => number)
  expect(new Set(numbers).size).toBe(numbers.length)
  for (const number of numbers)
    expect(objectIdOf(number)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
})
