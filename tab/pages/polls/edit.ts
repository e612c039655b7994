/** One act on a poll from its page; the page shows the new state before the stream says so. */
import { useMutation } from '@tanstack/react-query'
import type { PollView } from '../../../bot/polls/view'
import { act, type Fields } from '../../ask'
import { announcePoll } from '../../live'
import { client } from '../../reads'

export function useEdit(name: string, done: () => void) {
  return useMutation({
    mutationFn: (body: Fields & { readonly poll: string }) => act<PollView>(name, body),
    onSuccess: async (_, body) => {
      announcePoll(body.poll)
      await client.invalidateQueries({ queryKey: ['poll.show', { poll: body.poll }] })
      void client.invalidateQueries({ queryKey: ['poll.list'] })
      done()
    },
  })
}
