/** Lists the polls a member may see: what waits for an answer, what else is open, what is over. */
import type { Member } from '../../groups/member'
import { lacks, may } from '../../groups/rights'
import { groupById } from '../../groups/store'
import { type Place, placeAfter } from '../../place'
import { isRefusal, type Refusal, refuse } from '../../refusal'
import type { World } from '../../world'
import { type LineRow, listPolls, type Visible } from '../list-store'
import type { PollLine, PollListView } from '../view'

/** Open polls are few; closed ones grow for years and come in pages. */
const mostOpen = 200
const pageOfClosed = 20

export async function listMyPolls(
  world: World,
  member: Member,
  wanted: { readonly group?: string | undefined; readonly before?: Place | undefined },
): Promise<PollListView | Refusal> {
  const visible = visibleTo(member, wanted.group)
  if (isRefusal(visible)) return visible
  return world.database.inNetwork(member.networkId, async (tx) => {
    if (wanted.group && !(await groupById(tx, wanted.group))) return refuse('groups:unknown-group', {}, 404)
    const base = { memberId: member.id, visible }
    const [open, closed] = await Promise.all([
      listPolls(tx, { ...base, state: 'open', before: null, most: mostOpen }),
      listPolls(tx, { ...base, state: 'closed', before: wanted.before ?? null, most: pageOfClosed + 1 }),
    ])
    const page = closed.slice(0, pageOfClosed)
    const last = page.at(-1)
    return {
      waiting: open.filter((row) => row.answeredByMe === false).map(line),
      open: open.filter((row) => row.answeredByMe !== false).map(line),
      closed: page.map(line),
      older: last && closed.length > pageOfClosed ? placeAfter({ at: last.openedAt, id: last.id }) : null,
    }
  })
}

/** null: all of the network (for the office). */
function visibleTo(member: Member, group: string | undefined): Visible | null | Refusal {
  if (group) return lacks(member, 'see-group', group) ?? { groupIds: [group], own: false, committee: false }
  if (may(member, 'administer')) return null
  return { groupIds: Object.keys(member.memberships), own: true, committee: member.chair }
}

function line({ openedAt: _, ...row }: LineRow): PollLine {
  return row
}
