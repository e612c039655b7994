/** Reminders in tests (P4): sent at an instant, and looked for where people see them. */
import { remindVoters } from '../../bot/polls/use-cases/remind-voters'
import { postsTo } from './posts'
import { quiet } from './quiet'
import { chatOf, messagesSaying, type ReachScene } from './reach'
import type { TestService } from './service'
import { until } from './until'

export const missing = 'Ihre Antwort fehlt noch'
export const missingInEnglish = 'Your answer is still missing'
export const toAll = 'Die Umfrage läuft noch'

/** Of a poll that runs from Monday 09:00 to the next Monday 12:00. */
export const halfTime = '2026-11-27T08:00:00+01:00'
export const lastDay = '2026-11-30T08:00:00+01:00'

export interface Requested {
  readonly conversation_id: string
  readonly name: string | null
  readonly state: string
  readonly tries: number
  readonly created_at: Date
}

export const requestedIn = (test: TestService) =>
  test.database.sql<Requested>(
    `select p.conversation_id, m.name, p.state, p.tries, p.created_at from post p left join member m on m.id = p.member_id
     where p.matter_kind = 'poll-reminder' order by p.position`,
  )

/** @param scene of the test that runs */
export function reminders(scene: () => ReachScene) {
  const desk = () => scene().test.service.desk.world
  const requested = (test: TestService = scene().test) => requestedIn(test)
  return {
    desk,
    requested,
    remind: async (at: string): Promise<void> => {
      scene().test.clock.set(at)
      await remindVoters(desk())
      await quiet(scene().test.database)
    },
    remindedInChat: (who: string, says = missing) =>
      messagesSaying(scene(), says, chatOf(scene(), who).id).length,
    /** Teams takes nothing in that chat for two seconds. */
    holdUp: (who: string) =>
      scene().teams.misbehave({
        when: postsTo(chatOf(scene(), who).id),
        times: 1,
        with: { status: 503, retryAfter: 2 },
      }),
    isHeldUp: () =>
      until(async () => (await requested()).some((row) => row.state === 'waiting' && row.tries === 1), 5000),
  }
}
