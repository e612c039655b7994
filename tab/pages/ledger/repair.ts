/** One act on a post of the ledger; its row shows the new state before the stream says so. */
import { type InfiniteData, useMutation } from '@tanstack/react-query'
import type { DeliveryLine, LedgerView } from '../../../bot/ledger/view'
import { act, type Fields } from '../../ask'
import { client } from '../../reads'

export interface RepairAct {
  readonly route: 'ledger.send-again' | 'ledger.decide'
  readonly body: Fields & { readonly delivery: string }
}

export type Repair = ReturnType<typeof useRepair>

/** What a row's buttons need. */
export interface RepairProps {
  readonly line: DeliveryLine
  /** The post in words, for those who only hear the button. */
  readonly what: string
  readonly repair: Repair
  readonly onDone: (words: string) => void
}

export function useRepair() {
  return useMutation({
    mutationFn: ({ route, body }: RepairAct) => act<DeliveryLine>(route, body),
    onSuccess: (line) => {
      client.setQueriesData<InfiniteData<LedgerView>>({ queryKey: ['ledger.show'] }, (data) =>
        data ? { ...data, pages: data.pages.map((page) => withLine(page, line)) } : data,
      )
      void client.invalidateQueries({ queryKey: ['ledger.show'] })
    },
  })
}

function withLine(page: LedgerView, line: DeliveryLine): LedgerView {
  return { ...page, deliveries: page.deliveries.map((one) => (one.id === line.id ? line : one)) }
}
