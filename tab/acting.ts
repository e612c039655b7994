/** Doing something from a page: one request at a time, and everything that may show it is read again. */
import { useMutation } from '@tanstack/react-query'
import { act, type Fields } from './ask'
import { client } from './reads'

/** @param onDone after it is done and before the pages are read again */
export function useAct<T = unknown>(route: string, onDone: (answer: T) => void = () => undefined) {
  return useMutation({
    mutationFn: (fields: Fields) => act<T>(route, fields),
    onSuccess: (answer) => {
      onDone(answer)
      // Who belongs to what is shown on most pages; such acts are rare.
      return client.invalidateQueries()
    },
  })
}
