/** Mail as a way out of delivery: a post whose conversation is a person's mailbox. */
import { isMail, type Outlet } from '../delivery/outlet'
import type { Mailer } from './mailer'

/**
 * @param mailer null: mail is not set up; what was meant to go by it says so in the ledger
 * @returns an outlet that sends mails itself and gives everything else to `teams`
 */
export function withMail(teams: Outlet, mailer: Mailer | null): Outlet {
  return {
    create: async (target, rendering, postId) => {
      if (!isMail(target.conversationId)) return teams.create(target, rendering, postId)
      const { mailing } = rendering
      if (!mailer || !mailing) return { answer: { is: 'failed', cause: 'no-mail' } }
      return { answer: await mailer.send({ id: postId, ...mailing }) }
    },
    edit: teams.edit,
  }
}
