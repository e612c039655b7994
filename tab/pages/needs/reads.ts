/** Views of rounds, of the reader's own answer and of demand, as the pages hold them. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type {
  AnswerPageView,
  DemandView,
  RoundFormView,
  RoundListView,
  RoundPageView,
} from '../../../bot/needs/view'
import { read } from '../../ask'

/** Newest first; each further page brings older ones. */
export function useRounds() {
  return useInfiniteQuery({
    queryKey: ['round.list'],
    queryFn: ({ pageParam }) => read<RoundListView>('round.list', { before: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })
}

export function useRound(round: string) {
  return useQuery({
    queryKey: ['round.show', { round }],
    queryFn: () => read<RoundPageView>('round.show', { round }),
  })
}

/** @param scope a group's id, or `network`; null: what the service proposes */
export function useRoundForm(scope: string | null) {
  return useQuery({
    queryKey: ['round.form', { scope }],
    queryFn: () => read<RoundFormView>('round.form', { scope }),
    placeholderData: keepPreviousData,
    // The next form is another one (P2).
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}

/** The reader's own organisation's, where it is asked. */
export function useAnswer(round: string) {
  return useQuery({
    queryKey: ['need.show', { round }],
    queryFn: () => read<AnswerPageView>('need.show', { round }),
  })
}

/** An empty form, and the needs that could be changed in it. */
export function useNeedForm(round: string) {
  return useQuery({
    queryKey: ['need.form', { round }],
    queryFn: () => read<AnswerPageView>('need.show', { round }),
    // Typed into from then on: what colleagues do meanwhile must not change it. The next form is another one (P2).
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}

/** @param round null: the latest that has closed */
export function useDemand(round: string | null) {
  return useQuery({
    queryKey: ['demand.show', { round }],
    queryFn: () => read<DemandView>('demand.show', { round }),
    placeholderData: keepPreviousData,
  })
}
