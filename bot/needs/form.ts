/** The form that opens a round, as it is first shown and as it comes back with what was typed. */
import { DateTime } from 'luxon'
import type { Transaction } from '../database/database'
import { channelOf } from '../groups/channel-store'
import type { Member } from '../groups/member'
import { may } from '../groups/rights'
import { allGroups } from '../groups/store'
import { proposedDeadline } from '../polls/opening'
import { isRefusal, type Refusal, refuse } from '../refusal'
import type { Turn } from '../route'
import type { World } from '../world'
import { isToRepeat } from './repeat-store'
import { organisationsToAsk, roundOfForm } from './round-store'
import { needSettings } from './settings-store'
import { lacksRunning, markOf } from './use-cases/open-round'
import type { Named, RoundField, RoundFormView } from './view'

/** What came in: everything may be missing or odd. */
type Typed = Readonly<Record<string, unknown>>

/** @param typed `scope`: a group's id, or `network`; else the group of the channel; else the only one that the reader runs */
export async function showRoundForm(
  world: World,
  { member, place, words }: Turn,
  typed: Typed,
): Promise<RoundFormView | Refusal> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    const scopes = await scopesOf(tx, member, words.t('needs:round.network'))
    if (scopes.length === 0) return refuse('groups:lacks-run-polls', {}, 403)
    const here = place ? (await channelOf(tx, place.conversationId))?.groupId : undefined
    const asked = typeof typed.scope === 'string' && typed.scope !== '' ? typed.scope : undefined
    const only = scopes.length === 1 ? scopes[0] : undefined
    const scope = asked ?? (scopes.find(({ id }) => id === here) ?? only)?.id ?? null
    const groupId = scope === 'network' ? null : scope
    if (groupId !== null && !isId(groupId)) return refuse('groups:unknown-group', {}, 404)
    const lacking = scope === null ? undefined : await lacksRunning(tx, member, groupId)
    if (lacking) return lacking
    const electorate = scope === null ? [] : await organisationsToAsk(tx, groupId)
    const { leastFamilies, leastDistance } = await needSettings(tx)
    // It takes the place of one that would repeat.
    const repeats = scope !== null && (await isToRepeat(tx, groupId))
    return {
      ...{ nonce: await unused(tx, world, typed.nonce), scope, scopes },
      electorate: { mark: markOf(electorate), names: electorate.map(({ name }) => name) },
      ...{ zone: member.network.zone, leastFamilies, leastDistance },
      values: valuesOf(typed, proposed(world.clock.now(), member.network.zone, repeats)),
    }
  })
}

/** One that a round has come of is a new form from now on, or its button would do nothing (E5). */
async function unused(tx: Transaction, world: World, nonce: unknown): Promise<string> {
  const known = typeof nonce === 'string' && /^[\w-]{8,40}$/.test(nonce)
  return known && !(await roundOfForm(tx, nonce)) ? nonce : world.ids.nonce()
}

/** The form under a refusal: everything that was typed is still there. */
export async function roundFormAgain(
  world: World,
  turn: Turn,
  typed: Typed,
): Promise<RoundFormView | undefined> {
  const form = await showRoundForm(world, turn, typed)
  return isRefusal(form) ? undefined : form
}

const isId = (value: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)

async function scopesOf(tx: Transaction, member: Member, network: string): Promise<readonly Named[]> {
  const groups = (await allGroups(tx)).filter(({ id, kind }) => may(member, 'run-polls', id, kind))
  const all = may(member, 'administer') ? [{ id: 'network', name: network }] : []
  return [...all, ...groups.map(({ id, name }) => ({ id, name }))]
}

type Values = Readonly<Record<RoundField, string>>

/** Three weeks, and not to end on a weekend: the longer a poll of organisations, the more they talk before they answer. */
function proposed(now: Date, zone: string, repeats: boolean): Values {
  const inTwoWeeks = DateTime.fromJSDate(now).plus({ weeks: 2 }).toJSDate()
  return { ...proposedDeadline(inTwoWeeks, zone), repeats: `${repeats}` }
}

const mostKept = 40

function valuesOf(typed: Typed, otherwise: Values): Values {
  const kept = (Object.keys(otherwise) as RoundField[]).map((field) => {
    const value = typed[field]
    const said = typeof value === 'boolean' ? `${value}` : value
    return [
      field,
      typeof said === 'string' ? said.slice(0, mostKept).replace(/[^\w:.-]/g, '') : otherwise[field],
    ]
  })
  return Object.fromEntries(kept)
}
