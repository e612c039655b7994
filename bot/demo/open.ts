/** Opens what there is without credentials: a picker of the tenant's people, and the demo network, if it is wanted. */
import type { Identify, Identity } from '../groups/identity-store'
import type { Member } from '../groups/member'
import type { SignIn } from '../http/sign-in'
import type { PollDesk } from '../polls/desk'
import { demoFounder, demoTenant, objectIdOf } from './network'
import { type LocalPeople, localPeople } from './people'
import { seedDemo } from './seed'

/** Whom one is where nobody signs in: the Playground's current user. */
export const localIdentity: Identity = { tenantId: demoTenant, objectId: objectIdOf(demoFounder.number) }

/** @param withDemo makes the demo network if it is not there yet; else the tenant's first person sets one up */
export async function openLocal(
  desk: PollDesk,
  identify: Identify,
  signIn: SignIn,
  withDemo: boolean,
): Promise<LocalPeople> {
  const networkId = async () => (await identify.at({ at: demoTenant, ...localIdentity })).network?.id
  if (withDemo && !(await networkId())) await seedDemo(desk, (identity) => throughTheGate(signIn, identity))
  return localPeople(desk.world, networkId)
}

async function throughTheGate(signIn: SignIn, identity: Identity): Promise<Member> {
  const member = await signIn.member(`Bearer ${await signIn.demo?.(identity)}`)
  if (typeof member !== 'object' || !('id' in member))
    throw new Error('the demo could not sign in as its own people')
  return member
}
