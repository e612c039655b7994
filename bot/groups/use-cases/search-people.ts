/** Whom a coordinator could let in: people of the network by name or organisation, and no more of them than that. */
import type { Refusal } from '../../refusal'
import { refuse } from '../../refusal'
import type { World } from '../../world'
import type { Member } from '../member'
import { peopleOutside } from '../overview-store'
import { lacks } from '../rights'
import { groupById } from '../store'
import type { OutsideView } from '../view'

/** As many as one looks through while typing. */
const most = 8

/** @param words part of a name or an organisation's; '' finds nobody: it is no list of the network */
export async function searchPeople(
  world: World,
  member: Member,
  groupId: string,
  words: string,
): Promise<OutsideView | Refusal> {
  return world.database.inNetwork(member.networkId, async (tx) => {
    if (!(await groupById(tx, groupId))) return refuse('groups:unknown-group', {}, 404)
    const lacking = lacks(member, 'keep-members', groupId)
    if (lacking) return lacking
    return { people: words.trim() === '' ? [] : await peopleOutside(tx, groupId, words.trim(), most) }
  })
}
