/** The lists from which needs and offers choose, and the rules of the network's rounds. */
import { useQuery } from '@tanstack/react-query'
import type { NeedSettingsView, TopicListView } from '../../../bot/needs/view'
import { read } from '../../ask'

export function useTopics() {
  return useQuery({ queryKey: ['topic.list'], queryFn: () => read<TopicListView>('topic.list') })
}

export function useNeedSettings() {
  return useQuery({ queryKey: ['needs.settings'], queryFn: () => read<NeedSettingsView>('needs.settings') })
}
