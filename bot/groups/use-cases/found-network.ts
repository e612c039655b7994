/** Founds a network with its office: the first organisation and the first person, who may then add the others. */
import { createHash } from 'node:crypto'
import { record } from '../../audit/store'
import type { Transaction } from '../../database/database'
import { type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { codeLivesMs, readSetUpCode } from '../set-up'
import { spendSetUpCode } from '../set-up-store'
import { insertGroup, insertMember, insertNetwork, insertOrganisation } from '../store'
import type { Bench, Language } from '../view'

export interface Founding {
  readonly tenantId: string
  readonly name: string
  /** ISO 3166-2, for public holidays: `DE-NI`. */
  readonly state: string
  /** Of what is posted. */
  readonly language: Language
  readonly zone: string
  readonly organisation: { readonly name: string; readonly bench: Bench; readonly sector: string }
  /** `language`: how the person reads; absent: the network's. */
  readonly person: { readonly name: string; readonly objectId: string; readonly language?: Language }
}

export interface Founded {
  readonly networkId: string
}

/** For the demo, which needs no code. @returns the network's id; the founder signs in through a gate */
export async function foundNetwork(world: World, founding: Founding): Promise<Founded> {
  const networkId = world.ids.id()
  await world.database.inNetwork(networkId, (tx) => found(world, tx, founding))
  return { networkId }
}

/** The first person of a tenant founds its network with the set-up code, once, whoever else tries at the same moment. */
export async function foundWithCode(
  world: World,
  founding: Founding,
  typedCode: string,
): Promise<Founded | Refusal> {
  const code = readSetUpCode(typedCode)
  if (!code) return refuse('groups:wrong-code', {}, 422)
  const networkId = world.ids.id()
  const now = world.clock.now()
  const madeAfter = new Date(now.getTime() - codeLivesMs)
  const done = await world.database.inNetwork(networkId, async (tx) => {
    // Locks the code's row: of two who use it at once the second finds it used.
    if (!(await spendSetUpCode(tx, founding.tenantId, hashOfCode(code), now, madeAfter))) return false
    await found(world, tx, founding)
    return true
  })
  return done ? { networkId } : refuse('groups:wrong-code', {}, 422)
}

/** What is stored of a code: it has 59 random bits, so a plain hash gives nothing away. */
export function hashOfCode(code: string): string {
  return createHash('sha256').update(code).digest('hex')
}

async function found(world: World, tx: Transaction, founding: Founding): Promise<void> {
  const organisationId = world.ids.id()
  const id = world.ids.id()
  const at = world.clock.now()
  const { tenantId, name, state, language, zone, person } = founding
  await insertNetwork(tx, { tenant_id: tenantId, name, state, language, zone, at })
  await insertOrganisation(tx, { id: organisationId, ...founding.organisation, parent_id: null })
  await insertMember(tx, {
    ...{ language, ...person, id, organisationId, mail: null, office: true },
  })
  // A network has one committee from its first day; who is in it, its seats say.
  const { t } = world.texts.for(language, zone)
  const committee = { name: t('groups:committee.name'), topic: t('groups:committee.topic') }
  await insertGroup(tx, { id: world.ids.id(), kind: 'committee', ...committee })
  await record(tx, {
    at,
    by: { id, door: 'tab' },
    what: 'network.found',
    matter: { kind: 'network', id: tx.networkId },
  })
}
