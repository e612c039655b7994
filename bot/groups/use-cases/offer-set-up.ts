/** A set-up code for each tenant that has no network yet, for the log of the service. */
import type { World } from '../../world'
import { makeSetUpCode } from '../set-up'
import { keepSetUpCode } from '../set-up-store'
import { hashOfCode } from './found-network'

/** @returns tenant -> code; the codes of an earlier start are worth nothing from then on */
export async function offerSetUp(
  world: World,
  tenants: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const codes = new Map<string, string>()
  for (const tenant of tenants) {
    const code = makeSetUpCode(world.ids.below)
    if (!(await keepSetUpCode(world.database, tenant, hashOfCode(code), world.clock.now()))) continue
    codes.set(tenant, code)
    world.log.warn(
      { tenant, code },
      'no network has been set up for this tenant: its first person needs this code',
    )
  }
  return codes
}
