/** Sends all posts of one matter again of which is known that they are not there; the others are left alone. */
import { record } from '../../audit/store'
import { backInLine } from '../../delivery/fate-store'
import { grade } from '../../delivery/grade'
import { probeLanes, wake } from '../../delivery/lane-store'
import type { Member } from '../../groups/member'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { Wording } from '../../texts'
import type { World } from '../../world'
import { failedOf } from '../store'
import { ledgersOf } from './show-ledger'

/** @param run as `RunLine.key` names it: `poll:<id>` */
export async function sendRunAgain(
  world: World,
  member: Member,
  words: Wording,
  run: string,
): Promise<{ readonly posts: number } | Refusal> {
  const [kind = '', id = ''] = run.split(':')
  const sent = await world.database.inNetwork(member.networkId, async (tx) => {
    const mine = (await ledgersOf(tx, member, words)).map((ledger) => ledger.id)
    if (mine.length === 0) return refuse('groups:lacks-see-deliveries', {}, 403)
    const failed = await failedOf(tx, member.office ? null : mine, { kind, id })
    // Nothing that failed, nothing that may be seen, or no such matter: who asks learns no more than that.
    if (failed.length === 0) return refuse('ledger:nothing-failed', {}, 409)
    const conversations = failed.map((post) => post.conversation_id)
    const ids = failed.map((post) => post.id)
    await backInLine(tx, ids)
    await probeLanes(tx, conversations)
    await wake(tx, conversations, grade.many)
    await record(tx, {
      ...{ at: world.clock.now(), by: member, what: 'ledger.send-run-again', matter: { kind, id } },
      data: { posts: ids.length },
    })
    return failed
  })
  if (isRefusal(sent)) return sent
  for (const group of new Set(sent.map((post) => post.group_id)))
    world.tellNews({ network: member.networkId, ledger: true, group })
  return { posts: sent.length }
}
