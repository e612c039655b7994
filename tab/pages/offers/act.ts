/** One act on an offer or on a booking in it; the page shows the new state before the stream says so. */
import { useMutation } from '@tanstack/react-query'
import { act, type Fields } from '../../ask'
import { client } from '../../reads'

const shownBy = ['offer.show', 'booking.form', 'offer.list', 'inbox.show']

export function useOfferAct<T = unknown>(name: string, done: (answer: T) => void = () => undefined) {
  return useMutation({
    mutationFn: (body: Fields) => act<T>(name, body),
    onSuccess: async (answer) => {
      await Promise.all(shownBy.map((view) => client.invalidateQueries({ queryKey: [view] })))
      done(answer)
    },
  })
}
