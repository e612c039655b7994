/** The office's list of people. */
import type { Refusal } from '../../refusal'
import type { World } from '../../world'
import type { Member } from '../member'
import { leftRows, personRows } from '../overview-store'
import { lacks } from '../rights'
import type { PeopleView } from '../view'
import { doorsOf } from './show-groups'

/** As many as one looks through; who wants another searches. */
const most = 200
const mostLeft = 50

export async function listPeople(world: World, member: Member, words: string): Promise<PeopleView | Refusal> {
  const lacking = lacks(member, 'administer')
  if (lacking) return lacking
  const [{ rows, total }, left] = await world.database.inNetwork(member.networkId, (tx) =>
    Promise.all([personRows(tx, { words, most }), leftRows(tx, { words, most: mostLeft })]),
  )
  const people = rows.map(({ teams, ...row }) => ({
    ...row,
    doors: doorsOf({ teams, mail: row.mail }, world.mail),
  }))
  return { people, left, total }
}
