/** How people of the demo network can be reached: the whole service with Teams, Graph and a mail server beside it. */
import { type Mailbox, type ReceivedMail, startMailbox } from './mailbox'
import { quiet } from './quiet'
import type { TestService, TestServiceOptions } from './service'
import { demoTeamsPerson, startTeamsScene, type TeamsScene } from './teams-scene'
import type { TeamsMessage } from './teams-stand-in/messages'
import { personalChat } from './teams-world'
import { until } from './until'

export interface ReachScene extends TeamsScene {
  readonly mailbox: Mailbox
}

interface ReachOptions extends TestServiceOptions {
  /** false: the service has no mail server. */
  readonly mail?: boolean
  /** false: nobody is told of openings and results, which otherwise may come with any full minute. */
  readonly tells?: boolean
}

export async function startReachScene(options: ReachOptions = {}): Promise<ReachScene> {
  const { mail = true, tells = true, env, ...rest } = options
  const mailbox = await startMailbox()
  const settings = mail ? { MAIL_URL: mailbox.url, MAIL_FROM: 'verbund@verbund.example' } : {}
  const scene = await startTeamsScene({ ...rest, env: { ...settings, ...env } })
  // The demo's own polls would remind, too.
  await scene.test.database.sql('delete from reminder')
  if (!tells) await tellNobody(scene.test)
  return {
    ...scene,
    mailbox,
    stop: async () => {
      await scene.stop()
      await mailbox.close()
    },
  }
}

async function tellNobody({ database }: TestService): Promise<void> {
  await database.sql(
    "create function tells_nobody() returns trigger language plpgsql as 'begin return null; end'",
  )
  await database.sql(
    'create trigger tells_nobody before insert on notice for each row execute function tells_nobody()',
  )
}

export const chatOf = (scene: TeamsScene, who: string) =>
  personalChat(scene.teams.personalChat(demoTeamsPerson(who).id))

/** The person writes to the bot once, and is answered: from then on the app is installed for that person. */
export async function writesOnce(scene: TeamsScene, ...people: readonly string[]): Promise<void> {
  for (const who of people) {
    const chat = chatOf(scene, who)
    await scene.say(who, 'hilfe', chat)
    await scene.teams.waitFor((teams) => teams.messages(chat.id).length > 0)
  }
  await quiet(scene.test.database)
}

export const addressOf = (who: string) => demoTeamsPerson(who).email ?? ''

/** @param teams whether the person has an account in Teams beside the address */
export async function hasMail(
  test: TestService,
  who: string,
  { teams }: { readonly teams: boolean },
): Promise<void> {
  const account = teams ? '' : ', aad_object_id = null'
  await test.database.sql(`update member set mail = $1${account} where name = $2`, [addressOf(who), who])
}

export const mailsTo = ({ mailbox }: ReachScene, who: string): readonly ReceivedMail[] =>
  mailbox.mails.filter(({ to }) => to.includes(addressOf(who)))

/** The so-manieth mail to somebody, once it is there. */
export async function mailed(scene: ReachScene, who: string, count: number): Promise<ReceivedMail> {
  await until(() => mailsTo(scene, who).length === count, 8000)
  const mail = mailsTo(scene, who)[count - 1]
  if (!mail) throw new Error('no mail')
  return mail
}

/** Messages whose card holds these words. */
export const messagesSaying = (
  { teams }: TeamsScene,
  says: string,
  conversation?: string,
): readonly TeamsMessage[] =>
  teams.messages(conversation).filter(({ activity }) => JSON.stringify(activity).includes(says))

/** As a round of the calendar does, whose minutes are the database's. */
export async function round({ database }: TestService, task: string): Promise<void> {
  await database.sql('select graphile_worker.add_job($1)', [task])
  await until(async () => {
    const left = await database.sql(
      `select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = $1 and (j.run_at <= now() or j.locked_at is not null)`,
      [task],
    )
    return left.length === 0
  }, 10_000)
  await quiet(database)
}
