/** Polls as their cards get them: an ordinary one, the longest one, one that somebody filled with markup. */
import type { OpenItem } from '../../bot/inbox/open'
import type { PollView } from '../../bot/polls/view'

type Options = Pick<PollView, 'options' | 'most' | 'result'>

/** A poll with `count` options, each with some votes. */
export function options(
  count: number,
  label = (i: number) => `Antwort ${i}`,
  votes = (i: number) => (i * 3) % 8,
): Options {
  const ids = Array.from({ length: count }, (_, i) => i + 1)
  return {
    options: ids.map((i) => ({ id: `o${i}`, label: label(i) })),
    most: 1,
    result: { rows: ids.map((i) => ({ id: `o${i}`, votes: votes(i), share: votes(i) / 12 })) },
  }
}

export function pollView({ mean, ...wishes }: Partial<PollView> & { readonly mean?: number }): PollView {
  const view: PollView = {
    id: '5d0f6a3e-0000-4000-8000-000000000001',
    group: { id: '5d0f6a3e-0000-4000-8000-0000000000aa', name: 'AK Digitale Kompetenzen' },
    kind: 'single',
    question: 'Welches Thema gehen wir gemeinsam an?',
    state: 'open',
    openedAt: '2026-11-23T08:00:00.000Z',
    deadline: '2026-11-30T11:00:00.000Z',
    closedAt: null,
    over: wishes.state === 'closed',
    zone: 'Europe/Berlin',
    anonymous: false,
    results: 'live',
    ...options(3),
    voters: 12,
    answered: 7,
    mine: null,
    hidden: null,
    revision: 9,
    mayManage: false,
    places: null,
    outcome: null,
    ...wishes,
  }
  return mean === undefined || view.result === null ? view : { ...view, result: { ...view.result, mean } }
}

/** As long as the routes let in (300 and 120), in a script of three bytes a letter. */
export const longest: Partial<PollView> = {
  question: '漢'.repeat(300),
  group: { id: '5d0f6a3e-0000-4000-8000-0000000000aa', name: '組'.repeat(120) },
  ...options(
    20,
    (i) => `${i} ${'字'.repeat(116)}`,
    () => 4,
  ),
}

/** Stands in everything that a user has written. */
export const mark = '«von Menschen»'

/** Markdown, HTML, Adaptive Card templates, dates as cards write them, quotes, right-to-left, emoji of several parts. */
const nasty = `${mark} **fett** [Link](https://example.org) <b>x</b> \${$root} {{DATE(2026-01-01T00:00:00Z)}} "'\\ \u202eabc 👩🏽‍🏭`

export const hostile: Partial<PollView> = {
  question: nasty,
  group: { id: '5d0f6a3e-0000-4000-8000-0000000000aa', name: nasty },
  ...options(3, (i) => `${i} ${nasty}`),
}

/** What waits for somebody. */
export function waiting(count: number, question: string): readonly OpenItem[] {
  return Array.from({ length: count }, (_, i) => {
    const id = `5d0f6a3e-0000-4000-8000-${`${i}`.padStart(12, '0')}`
    return {
      ...{ kind: 'poll', id, title: question.slice(0, 300), page: `polls/${id}` },
      ...{
        more: 'AK Digitale Kompetenzen · bis Mo., 30. Nov., 12:00',
        until: new Date('2026-11-30T11:00:00.000Z'),
      },
      act: { title: 'Antworten', verb: 'poll.card', data: { poll: id } },
    }
  })
}
