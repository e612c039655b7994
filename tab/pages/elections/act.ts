/** One act on an election from its page; the page shows the new state before the stream says so. */
import { useMutation } from '@tanstack/react-query'
import type { ElectionView } from '../../../bot/elections/view'
import { act, type Fields } from '../../ask'
import { announcePoll } from '../../live'
import { client } from '../../reads'

export function useElectionAct(name: string, done: () => void = () => undefined) {
  return useMutation({
    mutationFn: (body: Fields & { readonly election: string }) => act<ElectionView>(name, body),
    onSuccess: async (view) => {
      announcePoll(view.id)
      if (view.poll !== null) announcePoll(view.poll)
      await refreshElection(view.id)
      void client.invalidateQueries({ queryKey: ['committee.show'] })
      done()
    },
  })
}

export async function refreshElection(id: string): Promise<void> {
  await client.invalidateQueries({ queryKey: ['election.show', { election: id }] })
  void client.invalidateQueries({ queryKey: ['election.list'] })
}
