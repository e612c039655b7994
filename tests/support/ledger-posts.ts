/** Posts in the ledger in every state, each in a channel of its own, and the ledger as somebody reads it. */
import type { DeliveryLine, LedgerView } from '../../bot/ledger/view'
import { freshChannel, postsTo, requestCards, settledPosts, whenPosts } from './posts'
import type { HttpAnswer } from './service'
import type { TeamsScene } from './teams-scene'
import type { Mishap } from './teams-stand-in/mishaps'

export const mishaps = {
  sent: undefined,
  failed: { status: 400, code: 'BadSyntax' },
  unknown: 'cut-after',
  /** Teams asks for ten minutes. */
  waiting: { status: 503, retryAfter: 600 },
} as const satisfies Record<string, Mishap | undefined>

export type Fate = keyof typeof mishaps | 'given-up'

export interface PostedLine {
  readonly id: string
  readonly conversation: string
}

/** One post of a group (null: of the network) with this fate. */
export async function postWith(scene: TeamsScene, fate: Fate, groupId: string | null): Promise<PostedLine> {
  const { id: conversationId } = freshChannel()
  const mishap = mishaps[fate === 'given-up' ? 'failed' : fate]
  if (mishap) scene.teams.misbehave({ when: postsTo(conversationId), times: 1, with: mishap })
  // Newest first: otherwise chance would say in which order they stand.
  scene.test.clock.advance(1)
  const [id = ''] = await requestCards(scene, [{ conversationId, says: fate, groupId }])
  if (fate === 'waiting')
    await whenPosts(scene.test, [id], ({ state, tries }) => state === 'waiting' && tries === 1)
  else await settledPosts(scene.test, [id])
  if (fate === 'given-up')
    await scene.test.database.sql("update post set state = 'given-up', cause = 'archived' where id = $1", [
      id,
    ])
  return { id, conversation: conversationId }
}

export async function groupNamed(scene: TeamsScene, name: string): Promise<string> {
  const [row] = await scene.test.database.sql<{ id: string }>(
    'select id from working_group where name = $1',
    [name],
  )
  if (!row) throw new Error(`no group ${name}`)
  return row.id
}

type Asker = Parameters<TeamsScene['test']['api']>[0]

export const askLedger = (
  { test }: TeamsScene,
  who: Asker,
  query: Readonly<Record<string, string>> = {},
): Promise<HttpAnswer> => test.api(who, 'ledger.show', { query })

export async function ledgerFor(
  scene: TeamsScene,
  who: Asker,
  query: Readonly<Record<string, string>> = {},
): Promise<LedgerView> {
  const { status, body } = await askLedger(scene, who, query)
  if (status !== 200) throw new Error(`no ledger: ${JSON.stringify(body)}`)
  return body
}

export const idsIn = (view: LedgerView): readonly string[] => view.deliveries.map(({ id }) => id)

export function lineIn(view: LedgerView, id: string): DeliveryLine {
  const line = view.deliveries.find((one) => one.id === id)
  if (!line) throw new Error(`${id} is not in the ledger`)
  return line
}
