/** Compares the network's people with the directory of its tenant: asked for by the office, or every night by itself. */
import { record } from '../../audit/store'
import type { Transaction } from '../../database/database'
import { each } from '../../jobs/each'
import { type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { administering, lockAdministration } from '../administration-store'
import {
  compareDirectory,
  type DirectoryComparison,
  type DirectoryFailure,
  mayMarkByItself,
  type OwnDirectory,
  type ReadDirectory,
} from '../directory'
import {
  absentPeople,
  insertRun,
  latestRuns,
  networksToCompare,
  officePeople,
  peopleOfTenant,
  replaceFindings,
} from '../directory-store'
import type { Member } from '../member'
import { tenantOf } from '../network-store'
import { lacks } from '../rights'
import { tellOffice } from '../subscribers'
import { markAbsent } from './mark-left'

/** Marks nobody: what was found is shown first. The directory is asked between two transactions, never within one. */
export async function compareByHand(
  world: World,
  member: Member,
  own: OwnDirectory | undefined,
): Promise<{ readonly id: string } | Refusal> {
  const lacking = lacks(member, 'administer')
  if (lacking) return lacking
  if (!own) return refuse('groups:directory-not-here')
  const { tenant, known } = await toAsk(world, member.networkId)
  // Another company's directory knows none of the network's people.
  if (own.tenantId !== tenant) return refuse('groups:directory-elsewhere', {}, 403)
  const ids = new Set([own.objectId, ...known.map(({ objectId }) => objectId)])
  const asking = { asker: own.objectId, seesBlocked: false }
  const comparison = compareDirectory(known, await own.read([...ids]), asking)
  const id = world.ids.id()
  return world.database.inNetwork(member.networkId, async (tx) => {
    const gone = await administering(tx, member)
    if (gone) return gone
    await store(world, tx, id, comparison, false)
    if (comparison.is === 'failed') return refusal(comparison.why)
    const { asked } = comparison
    const found = (await absentPeople(tx)).length
    await record(tx, {
      ...{ at: world.clock.now(), by: member, what: 'directory.compare' },
      ...{ matter: { kind: 'directory-run', id }, data: { asked, found } },
    })
    return { id }
  })
}

/** Some are over in a while; others take somebody who changes something. */
function refusal(why: DirectoryFailure): Refusal {
  const passing = why === 'busy' || why === 'unclear'
  return refuse(`groups:directory-${why}`, {}, passing ? 503 : 409)
}

/** @param directoryOf reads the directory of a tenant with the service's own rights */
export async function compareByItself(
  world: World,
  directoryOf: (tenantId: string) => ReadDirectory,
): Promise<void> {
  await each(await networksToCompare(world.database), async (networkId) => {
    const { tenant, known } = await toAsk(world, networkId)
    if (!known.some(({ left }) => !left)) return
    const answer = await directoryOf(tenant)(known.map(({ objectId }) => objectId))
    const comparison = compareDirectory(known, answer, { seesBlocked: true })
    await world.database.inNetwork(networkId, (tx) => settle(world, tx, comparison))
  })
}

function toAsk(world: World, networkId: string) {
  return world.database.inNetwork(networkId, async (tx) => ({
    tenant: await tenantOf(tx),
    known: await peopleOfTenant(tx),
  }))
}

async function store(
  world: World,
  tx: Transaction,
  id: string,
  comparison: DirectoryComparison,
  byItself: boolean,
): Promise<void> {
  const failed = comparison.is === 'failed'
  const outcome = failed ? { failure: comparison.why, asked: 0 } : { failure: null, asked: comparison.asked }
  await insertRun(tx, { id, at: world.clock.now(), byItself, ...outcome })
  // What an earlier one has found stands until a whole answer says something else.
  if (!failed) await replaceFindings(tx, id, comparison.findings)
}

/** Nobody looks on: few are marked at once, many wait for the office. */
async function settle(world: World, tx: Transaction, comparison: DirectoryComparison): Promise<void> {
  await lockAdministration(tx)
  const id = world.ids.id()
  const before = new Set((await absentPeople(tx)).map(({ memberId }) => memberId))
  await store(world, tx, id, comparison, true)
  if (comparison.is === 'failed') return tellFailure(world, tx, id)
  const absent = await absentPeople(tx)
  if (mayMarkByItself(absent.length, comparison.asked)) {
    await markAbsent(world, tx, id, null)
    return
  }
  // The same people are not told about every night.
  if (absent.every(({ memberId }) => before.has(memberId))) return
  await tellOffice(world, tx, await officePeople(tx), { kind: 'directory-held', id })
}

/** A night without an answer is none worth a message; the second one in a row is, and the third no more. */
async function tellFailure(world: World, tx: Transaction, id: string): Promise<void> {
  const [, last, beforeLast] = (await latestRuns(tx, 20)).filter(({ byItself }) => byItself)
  if (!last?.failure || beforeLast?.failure) return
  await tellOffice(world, tx, await officePeople(tx), { kind: 'directory-failed', id })
}
