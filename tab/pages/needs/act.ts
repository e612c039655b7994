/** One act on a round or on the reader's own answer; the page shows the new state before the stream says so. */
import { useMutation } from '@tanstack/react-query'
import { act, type Fields } from '../../ask'
import { client } from '../../reads'

export function useRoundAct<T = unknown>(name: string, done: (answer: T) => void = () => undefined) {
  return useMutation({
    mutationFn: (body: Fields) => act<T>(name, body),
    onSuccess: async (answer) => {
      await refreshRounds()
      done(answer)
    },
    // Colleagues may have been faster: what the refusal speaks of should be seen.
    onError: () => void refreshRounds(),
  })
}

export async function refreshRounds(): Promise<void> {
  const refresh = (name: string) => client.invalidateQueries({ queryKey: [name] })
  await Promise.all(['round.show', 'need.show'].map(refresh))
  for (const name of ['round.list', 'inbox.show']) void refresh(name)
}
