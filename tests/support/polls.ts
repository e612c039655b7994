/** Opens polls and casts ballots in the demo's group "AK Digitale Kompetenzen", as a user would. */
import { randomIds } from '../../bot/ids'
import type { PollView } from '../../bot/polls/view'
import type { TestService } from './service'

export const coordinator = 'Anke Beispiel'
export const voters = [
  'Bernd Muster',
  'Clara Vorbild',
  'Deniz Entwurf',
  'Ella Probe',
  'Frida Skizze',
  'Gero Modell',
] as const
/** Sees the group, has no vote in it. */
export const observer = 'Kaan Exempel'
/** Of the same network, in other groups. */
export const outsider = 'Petra Dummy'

export interface PollWishes {
  readonly question?: string
  readonly answers?: string
  readonly kind?: string
  readonly date?: string
  readonly time?: string
  readonly secrecy?: string
  readonly nonce?: string
  readonly by?: string
}

export async function groupId(test: TestService, name = 'AK Digitale Kompetenzen'): Promise<string> {
  const me = await test.api(coordinator, 'member.show')
  return me.body.groups.find((group: { name: string }) => group.name === name).id
}

export async function openPoll(test: TestService, wishes: PollWishes = {}): Promise<PollView> {
  const answer = await tryToOpen(test, wishes)
  if (answer.status !== 200) throw new Error(`not opened: ${JSON.stringify(answer.body)}`)
  return answer.body.poll
}

export async function tryToOpen(test: TestService, { by = coordinator, ...wishes }: PollWishes = {}) {
  const body = {
    group: await groupId(test),
    nonce: randomIds.nonce(),
    question: 'Welches Thema gehen wir gemeinsam an?',
    answers: 'KI im Büro\nDatenschutz\nFührung',
    kind: 'single',
    date: '2026-11-30',
    time: '12:00',
    secrecy: 'named-live',
    ...wishes,
  }
  return test.api(by, 'poll.open', { body })
}

export function vote(
  test: TestService,
  who: string,
  poll: string,
  choice: string | string[],
  nonce = randomIds.nonce(),
) {
  return test.api(who, 'poll.cast-ballot', { body: { poll, choice, nonce } })
}

export async function showPage(test: TestService, who: string, poll: string) {
  return (await test.api(who, 'poll.show', { query: { poll } })).body
}
