/** One act on a seat; its answer is the committee as it stands then. */
import { useMutation } from '@tanstack/react-query'
import type { CommitteeView } from '../../../bot/committee/view'
import { act, type Fields } from '../../ask'
import { client } from '../../reads'

export function useSeatChange(name: string, done: () => void = () => undefined) {
  return useMutation({
    mutationFn: (body: Fields) => act<CommitteeView>(name, body),
    onSuccess: (committee) => {
      client.setQueryData(['committee.show'], committee)
      // Whoever has just lost or won a seat may see other things than before.
      void client.invalidateQueries({ queryKey: ['member.show'] })
      done()
    },
  })
}
