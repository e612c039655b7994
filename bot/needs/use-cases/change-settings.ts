/** The office sets k, p and the network's last day. A round that runs keeps those with which it opened (P7). */
import type { Member } from '../../groups/member'
import { may } from '../../groups/rights'
import { administer, type Made } from '../../groups/use-cases/as-office'
import type { Refusal } from '../../refusal'
import type { World } from '../../world'
import { type NeedSettings, settingsRefusal } from '../settings'
import { needSettings, saveNeedSettings } from '../settings-store'
import type { NeedSettingsView } from '../view'

export async function showSettings(world: World, member: Member): Promise<NeedSettingsView> {
  return world.database.inNetwork(member.networkId, async (tx) => ({
    ...(await needSettings(tx)),
    mayChange: may(member, 'administer'),
  }))
}

export function changeSettings(world: World, member: Member, next: NeedSettings): Promise<Made | Refusal> {
  const { leastFamilies, leastDistance, runsUntil } = next
  return administer(world, member, {
    deed: {
      ...{ what: 'round.set-rules', kind: 'network' },
      data: { families: leastFamilies, distance: leastDistance, lastDay: runsUntil },
    },
    work: async (tx) => {
      const no = settingsRefusal(next)
      if (no) return no
      await saveNeedSettings(tx, next)
      return { id: member.networkId }
    },
  })
}
