/** Gap reports as the page holds them. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { GapListView, GapView } from '../../../bot/gaps/view'
import { read } from '../../ask'

export function useGapReports() {
  return useQuery({ queryKey: ['gap.list'], queryFn: () => read<GapListView>('gap.list') })
}

/** @param quarter null: the latest of which there is a report */
export function useGaps(quarter: string | null) {
  return useQuery({
    queryKey: ['gap.show', { quarter }],
    queryFn: () => read<GapView>('gap.show', { quarter }),
    placeholderData: keepPreviousData,
  })
}
