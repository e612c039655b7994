/** The lists from which needs and offers choose, and the rules of the network's rounds. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { NeedSettingsView, TopicListView } from '../../../bot/needs/view'
import { read } from '../../ask'

/** @param search as people write it; what was found last stays until the next is there */
export function useTopics(search: string) {
  return useQuery({
    queryKey: ['topic.list', { search }],
    queryFn: () => read<TopicListView>('topic.list', { search }),
    placeholderData: keepPreviousData,
  })
}

export function useNeedSettings() {
  return useQuery({ queryKey: ['round.rules'], queryFn: () => read<NeedSettingsView>('round.rules') })
}
