/** Opens the demo: makes its network if it is not there yet. */
import type { Identify, Identity } from '../groups/identity-store'
import type { Member } from '../groups/member'
import type { SignIn } from '../http/sign-in'
import type { PollDesk } from '../polls/desk'
import { demoFounder, demoTenant, objectIdOf } from './network'
import { type DemoNetwork, demoNetwork } from './people'
import { seedDemo } from './seed'

export async function openDemo(desk: PollDesk, identify: Identify, signIn: SignIn): Promise<DemoNetwork> {
  const founder = { tenantId: demoTenant, objectId: objectIdOf(demoFounder.number) }
  const known = (await identify(founder)).network?.id
  return demoNetwork(
    desk.world,
    known ?? (await seedDemo(desk, (identity) => throughTheGate(signIn, identity))),
  )
}

async function throughTheGate(signIn: SignIn, identity: Identity): Promise<Member> {
  const member = await signIn.member(`Bearer ${await signIn.demo?.(identity)}`)
  if (member === undefined || member === 'stranger')
    throw new Error('the demo could not sign in as its own people')
  return member
}
