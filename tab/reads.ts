/** Views of the service as the pages hold them, each under its route's name and input. */
import { keepPreviousData, QueryClient, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { CommitteeView } from '../bot/committee/view'
import type { AuditView, ErasureView, KeptPeopleView, KeptView, RetentionView } from '../bot/data/view'
import type { ElectionListView, ElectionPageView } from '../bot/elections/view'
import type {
  DirectoryView,
  GroupView,
  MeView,
  NetworkView,
  OutsideView,
  PeopleView,
} from '../bot/groups/view'
import type { InboxView } from '../bot/inbox/view'
import type { LedgerView } from '../bot/ledger/view'
import type { LinksView } from '../bot/links/view'
import type { PollListView, PollPageView } from '../bot/polls/view'
import { read } from './ask'
import { worthRepeating } from './trouble'

export const client = new QueryClient({
  defaultOptions: {
    // The stream says what changed; age alone is no reason to ask.
    queries: {
      staleTime: 60_000,
      retry: worthRepeating,
      retryDelay: (times) => 400 * 2 ** times,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})

export function useMe() {
  return useQuery({ queryKey: ['member.show'], queryFn: () => read<MeView>('member.show') })
}

/** What waits for the reader, whatever it is. */
export function useInbox() {
  return useQuery({ queryKey: ['inbox.show'], queryFn: () => read<InboxView>('inbox.show') })
}

export function useNetwork() {
  return useQuery({ queryKey: ['network.show'], queryFn: () => read<NetworkView>('network.show') })
}

export function useGroup(group: string) {
  return useQuery({
    queryKey: ['group.show', { group }],
    queryFn: () => read<GroupView>('group.show', { group }),
  })
}

/** For the office. What was found last stays until the next is there. */
export function usePeople(search: string) {
  return useQuery({
    queryKey: ['member.list', { search }],
    queryFn: () => read<PeopleView>('member.list', { search }),
    placeholderData: keepPreviousData,
  })
}

/** For the office. */
export function useDirectory() {
  return useQuery({ queryKey: ['directory.show'], queryFn: () => read<DirectoryView>('directory.show') })
}

/** For the office: somebody's personal links. */
export function useLinks(member: string) {
  return useQuery({
    queryKey: ['link.list', { member }],
    queryFn: () => read<LinksView>('link.list', { member }),
  })
}

/** Whom one could let into a group; nobody while nothing is sought. */
export function useOutside(group: string, search: string) {
  return useQuery({
    queryKey: ['group.search-people', { group, search }],
    queryFn: () => read<OutsideView>('group.search-people', { group, search }),
    placeholderData: keepPreviousData,
    enabled: search !== '',
  })
}

export function usePoll(poll: string) {
  return useQuery({
    queryKey: ['poll.show', { poll }],
    queryFn: () => read<PollPageView>('poll.show', { poll }),
  })
}

export function useCommittee() {
  return useQuery({ queryKey: ['committee.show'], queryFn: () => read<CommitteeView>('committee.show') })
}

export function useElections() {
  return useQuery({ queryKey: ['election.list'], queryFn: () => read<ElectionListView>('election.list') })
}

export function useElection(election: string) {
  return useQuery({
    queryKey: ['election.show', { election }],
    queryFn: () => read<ElectionPageView>('election.show', { election }),
  })
}

/** Waiting and open polls stand on the first page; each further page brings older closed ones. */
export function usePollList(group: string | null) {
  return useInfiniteQuery({
    queryKey: ['poll.list', { group }],
    queryFn: ({ pageParam }) => read<PollListView>('poll.list', { group, before: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.older,
  })
}

export interface LedgerWish {
  /** A group's id, or `network` for the network's own; null: all that the reader may see. */
  readonly ledger: string | null
  readonly state: 'all' | 'waiting' | 'trouble'
}

// No news tells that something waits for too long by now.
const ledgerAgeMs = 30_000

export function useLedger(wish: LedgerWish) {
  return useInfiniteQuery({
    queryKey: ['ledger.show', wish],
    queryFn: ({ pageParam }) => read<LedgerView>('ledger.show', { ...wish, before: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.older,
    placeholderData: keepPreviousData,
    refetchInterval: ledgerAgeMs,
  })
}

export function useOwnData() {
  return useQuery({ queryKey: ['data.show'], queryFn: () => read<KeptView>('data.show') })
}

/** @param member null: the reader; asked only while it is wanted */
export function useErasure(member: string | null, wanted: boolean) {
  return useQuery({
    queryKey: ['data.erasure', { member }],
    queryFn: () => read<ErasureView>('data.erasure', { member }),
    enabled: wanted,
    // It says what would go now.
    gcTime: 0,
  })
}

export function useKeptPeople(wanted: boolean) {
  return useQuery({
    queryKey: ['data.people'],
    queryFn: () => read<KeptPeopleView>('data.people'),
    enabled: wanted,
  })
}

export function useRetention() {
  return useQuery({ queryKey: ['retention.show'], queryFn: () => read<RetentionView>('retention.show') })
}

/** What is sought in the audit log; empty texts seek nothing. */
export interface AuditWish {
  readonly who: string
  readonly what: string
  readonly matter: string
  readonly from: string
  readonly until: string
  readonly itself: boolean
}

/** As the service takes it: only what is sought. */
export function fieldsOf(wish: AuditWish): Readonly<Record<string, string>> {
  const { itself, ...texts } = wish
  const filled = Object.entries(texts).filter(([, text]) => text !== '')
  return { ...Object.fromEntries(filled), ...(itself && { itself: 'true' }) }
}

export function useAudit(wish: AuditWish) {
  return useInfiniteQuery({
    queryKey: ['audit.show', wish],
    queryFn: ({ pageParam }) => read<AuditView>('audit.show', { ...fieldsOf(wish), before: pageParam }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.older,
    placeholderData: keepPreviousData,
  })
}
