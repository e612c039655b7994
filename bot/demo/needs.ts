/**
 * What the demo's organisations need: a round of the network that is over, of which some topics are shown and some are not,
 * and one that runs and waits for the Playground's user.
 */
import { DateTime } from 'luxon'
import type { Member } from '../groups/member'
import { networkOf } from '../groups/network-store'
import { granted } from '../groups/use-cases/administer'
import { withdraw } from '../inbox/store'
import { openAnswerBox } from '../needs/answer-box'
import type { NeedDraft } from '../needs/need-draft'
import { nextQuarter, quarterAt } from '../needs/quarter'
import type { Round } from '../needs/round'
import { addAsked, insertRound, organisationsToAsk } from '../needs/round-store'
import { addRoundTrace } from '../needs/trace-store'
import { closeDueRounds } from '../needs/use-cases/close-round'
import { addRegion, addTopic } from '../needs/use-cases/edit-topics'
import { openRoundFromForm } from '../needs/use-cases/open-round'
import { proposedDeadline } from '../polls/opening'
import { isRefusal } from '../refusal'
import type { World } from '../world'
import type { ActAs } from './act-as'
import { demoFounder, demoMembers, objectIdOf } from './network'

const topics = {
  ki: 'KI im Büro',
  daten: 'Datenschutz',
  auswertung: 'Daten auswerten',
  hochvolt: 'Hochvolttechnik',
  schweissen: 'Schweißen (WIG)',
  fuehrung: 'Führung im Wandel',
  projekt: 'Projekte leiten',
  englisch: 'Englisch im Beruf',
  staplerschein: 'Staplerschein',
  sicherheit: 'Informationssicherheit',
  robotik: 'Robotik',
  deutsch: 'Deutsch am Arbeitsplatz',
  pflege: 'Pflege von Demenzkranken',
  ausbildung: 'Ausbildereignung',
} as const

const regions = ['Braunschweig', 'Wolfsburg', 'Salzgitter', 'Gifhorn', 'Goslar', 'Peine'] as const

type Topic = keyof typeof topics

interface DemoNeed {
  readonly topic: Topic
  readonly heads: number
  readonly parts?: NeedDraft['parts']
  readonly region?: (typeof regions)[number]
  readonly visible?: false
  readonly note?: string
}

const basic = { levelNow: 'none', level: 'basic', format: 'online', urgency: 'middle' } as const
const further = { levelNow: 'basic', level: 'advanced', format: 'mixed', urgency: 'high' } as const

/** Organisation -> its needs. High voltage: one stands out, so nothing is shown; welding: too few. */
const over: Readonly<Record<string, readonly DemoNeed[]>> = {
  maschinen: [
    { topic: 'ki', heads: 18, parts: basic, region: 'Gifhorn' },
    { topic: 'schweissen', heads: 12, parts: further },
    { topic: 'robotik', heads: 9 },
  ],
  logistik: [
    { topic: 'ki', heads: 12, parts: basic, region: 'Wolfsburg', note: 'gern vormittags' },
    { topic: 'staplerschein', heads: 25, parts: { format: 'onsite', reason: 'law' } },
    { topic: 'fuehrung', heads: 6, visible: false },
  ],
  stahl: [
    { topic: 'ki', heads: 9, parts: basic, region: 'Salzgitter' },
    { topic: 'staplerschein', heads: 14, parts: { format: 'onsite', reason: 'law' } },
    { topic: 'daten', heads: 8, parts: basic },
  ],
  software: [
    { topic: 'ki', heads: 22, parts: further, region: 'Braunschweig', note: 'mit eigenen Beispielen' },
    { topic: 'sicherheit', heads: 15, parts: further },
  ],
  pflege: [
    { topic: 'pflege', heads: 30 },
    { topic: 'ki', heads: 6, parts: basic, region: 'Peine' },
    { topic: 'fuehrung', heads: 5, visible: false },
  ],
  elektro: [
    { topic: 'daten', heads: 7, parts: basic },
    { topic: 'ki', heads: 8, parts: basic, region: 'Braunschweig' },
  ],
  lebensmittel: [
    { topic: 'staplerschein', heads: 18, parts: { format: 'onsite', reason: 'law' } },
    { topic: 'daten', heads: 11, parts: basic },
    { topic: 'deutsch', heads: 20 },
  ],
  zulieferer: [
    { topic: 'hochvolt', heads: 24, parts: further },
    { topic: 'ki', heads: 14, parts: further, region: 'Wolfsburg' },
    { topic: 'fuehrung', heads: 8, visible: false },
  ],
  kunststoff: [
    { topic: 'daten', heads: 6, parts: basic },
    { topic: 'staplerschein', heads: 10 },
  ],
  bahn: [
    { topic: 'hochvolt', heads: 16, parts: further },
    { topic: 'schweissen', heads: 20, parts: further },
    { topic: 'daten', heads: 9, parts: basic },
  ],
  vw: [{ topic: 'hochvolt', heads: 420, parts: further }],
  optik: [],
  ihk: [{ topic: 'ki', heads: 10, parts: further, region: 'Braunschweig', note: 'kurze Einheiten' }],
}

/** The round that runs: less has come in, and the Playground's user has not answered. */
const running: Readonly<Record<string, readonly DemoNeed[]>> = {
  maschinen: [{ topic: 'ki', heads: 15, parts: further, region: 'Gifhorn' }],
  logistik: [{ topic: 'staplerschein', heads: 20 }],
  stahl: [],
  software: [{ topic: 'sicherheit', heads: 12, parts: further }],
  elektro: [{ topic: 'hochvolt', heads: 6, parts: basic }],
  bahn: [{ topic: 'hochvolt', heads: 18, parts: further }],
}

/** By these the tests know the demo's own rounds. */
export const demoRounds = ['demo-round-over', 'demo-round-running'] as const

interface Desk {
  readonly world: World
  readonly actAs: ActAs
  readonly office: Member
  readonly ids: ReadonlyMap<string, string>
}

export async function seedNeeds(world: World, actAs: ActAs): Promise<void> {
  const office = await actAs(objectIdOf(demoFounder.number))
  const ids = new Map<string, string>()
  for (const [key, name] of Object.entries(topics))
    ids.set(key, (await granted(addTopic(world, office, name))).id)
  for (const name of regions) ids.set(name, (await granted(addRegion(world, office, name))).id)
  const desk = { world, actAs, office, ids }
  await seedOver(desk)
  await seedRunning(desk)
}

/** It ran from six weeks ago to three weeks ago; what it says of that time is told to nobody now. */
async function seedOver(desk: Desk): Promise<void> {
  const { world, office } = desk
  const now = DateTime.fromJSDate(world.clock.now(), { zone: office.network.zone })
  const [openedAt, deadline] = [6, 3].map((weeks) => now.minus({ weeks }).toJSDate()) as [Date, Date]
  const round = await world.database.inNetwork(office.networkId, async (tx): Promise<Round> => {
    const zone = (await networkOf(tx))?.zone ?? 'Europe/Berlin'
    const asked = await organisationsToAsk(tx, null)
    const opened: Round = {
      ...{
        id: world.ids.id(),
        groupId: null,
        quarter: quarterAt(openedAt, zone),
        deadline,
        zone,
        state: 'open',
      },
      ...{
        openedBy: office.id,
        openedAt,
        closedAt: null,
        repeats: false,
        follows: null,
        asked: asked.length,
      },
      ...{ rules: { leastFamilies: 3, leastDistance: 15 }, answered: 0, revision: 1, refreshWaiting: false },
    }
    await insertRound(tx, opened, demoRounds[0])
    await addAsked(
      tx,
      opened.id,
      asked.map(({ id }) => id),
    )
    const data = { asked: `${asked.length}`, repeats: 'false' }
    await addRoundTrace(tx, opened.id, { at: openedAt, what: 'opened', by: office.id, data })
    return opened
  })
  await answerAll(desk, round.id, over, now.minus({ weeks: 4 }).toJSDate())
  await closeDueRounds(world)
  await world.database.inNetwork(office.networkId, (tx) =>
    withdraw(tx, { kind: 'round-closed', id: round.id }),
  )
}

async function seedRunning(desk: Desk): Promise<void> {
  const { world, office } = desk
  const when = proposedDeadline(world.clock.now(), office.network.zone)
  const form = { scope: 'network', nonce: demoRounds[1], ...when, repeats: true }
  const opened = await openRoundFromForm(world, office, form)
  if (isRefusal(opened)) throw new Error(`the demo's round was refused: ${opened.code}`)
  await answerAll(desk, opened.id, running, world.clock.now())
}

/** All at once: they ride together. */
async function answerAll(
  { world, actAs, ids, office }: Desk,
  roundId: string,
  answers: Readonly<Record<string, readonly DemoNeed[]>>,
  arrivedAt: Date,
): Promise<void> {
  const box = openAnswerBox(world)
  const now = quarterAt(world.clock.now(), office.network.zone)
  const one = async (organisation: string, needs: readonly DemoNeed[]) => {
    const member = await actAs(objectIdOf(personOf(organisation)))
    const wishes =
      needs.length === 0
        ? [{ is: 'none' } as const]
        : needs.map((need) => ({ is: 'save', need: null, draft: draftOf(need, ids, now) }) as const)
    const acts = wishes.map((wish) =>
      box.answer(member.networkId, { member, roundId, nonce: world.ids.nonce(), wish, arrivedAt }),
    )
    for (const done of await Promise.all(acts))
      if (isRefusal(done)) throw new Error(`the demo's answer was refused: ${done.code}`)
  }
  await Promise.all(Object.entries(answers).map(([organisation, needs]) => one(organisation, needs)))
}

function personOf(organisation: string): number {
  const found = demoMembers.find((member) => member.organisation === organisation)
  if (!found) throw new Error(`nobody in the demo is of ${organisation}`)
  return found.number
}

function draftOf(need: DemoNeed, ids: ReadonlyMap<string, string>, now: string): NeedDraft {
  const { topic, heads, parts = {}, region, visible = true, note = '' } = need
  return {
    ...{ topic: { id: ids.get(topic) ?? '' }, heads, parts, from: nextQuarter(now), to: nextQuarter(now, 2) },
    ...{ region: (region && ids.get(region)) ?? null, occupation: '', note, joint: true, visible },
  }
}
