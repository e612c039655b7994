/** Links on cards: inside the tab they lead to its places, and never to where one already is. */
import { firstPlace, placeOf, withoutLinksTo } from '../../tab/card-links'

const origin = 'https://verbund.example'
const open = (url: string) => ({ type: 'Action.OpenUrl', title: 'In Verbund öffnen', url })

test('knows its own places', () => {
  expect(placeOf(`${origin}/tab/polls/p1`, origin)).toBe('/polls/p1')
  expect(placeOf(`${origin}/tab`, origin)).toBe('/')
  expect(placeOf('/tab/polls?group=g1', origin)).toBe('/polls?group=g1')
})

test('leaves other addresses to the browser', () => {
  expect(placeOf('https://example.org/tab/polls/p1', origin)).toBeNull()
  expect(placeOf(`${origin}/tables`, origin)).toBeNull()
  expect(placeOf('javascript:alert(1)', origin)).toBeNull()
})

test('understands deep links of Teams', () => {
  const link = 'https://teams.microsoft.com/l/entity/app/home'
  const context = encodeURIComponent(JSON.stringify({ subEntityId: 'polls/p1' }))
  expect(placeOf(`${link}?context=${context}`, origin)).toBe('/polls/p1')
  expect(placeOf(`${link}?webUrl=${encodeURIComponent(`${origin}/tab/polls/p2`)}`, origin)).toBe('/polls/p2')
  expect(placeOf(`${link}?context=broken`, origin)).toBeNull()
})

test('E5: a card has no button that leads to where one is', () => {
  const here = open(`${origin}/tab/polls/p1`)
  const other = open(`${origin}/tab/polls/p2`)
  const card = {
    type: 'AdaptiveCard',
    body: [{ type: 'ActionSet', actions: [here, other] }],
    actions: [here],
  }
  expect(withoutLinksTo('/polls/p1', card, origin)).toEqual({
    type: 'AdaptiveCard',
    body: [{ type: 'ActionSet', actions: [other] }],
    actions: [],
  })
})

test('finds the place that a confirmation leads to', () => {
  const card = { body: [{ actions: [open('https://example.org'), open(`${origin}/tab/polls/p9`)] }] }
  expect(firstPlace(card, origin, (path) => path.startsWith('/polls/'))).toBe('/polls/p9')
  expect(firstPlace(card, origin, () => false)).toBeNull()
})
