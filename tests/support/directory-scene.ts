/** The service that compares the demo network with a directory every night, and the nights as a test lets them pass. */
import { type DirectoryStandIn, startDirectoryStandIn } from './directory-stand-in'
import { coordinator as office } from './polls'
import { round } from './reach'
import { startTestService, type TestService } from './service'

const dayMs = 86_400_000

export interface DirectoryScene {
  readonly test: TestService
  readonly directory: DirectoryStandIn
  /** Their accounts are gone. */
  leave(...names: readonly string[]): Promise<void>
  accountOf(name: string): Promise<string>
  /** The comparison of one night; it is a day later then. */
  night(): Promise<void>
  /** By name: who was marked as having left the tenant. */
  left(): Promise<readonly string[]>
  /** So many people, by name; none of the office. */
  people(most: number): Promise<readonly string[]>
  /** What is to be told to whom, by kind of notice. */
  notices(): Promise<readonly { readonly name: string; readonly kind: string }[]>
  /** The page of the office. */
  // biome-ignore lint/suspicious/noExplicitAny: what comes over the wire is what the test is about to check
  show(): Promise<any>
  stop(): Promise<void>
}

/** Without credentials: the directory asks for no token, and its tenant has no name. */
export async function startDirectoryScene(): Promise<DirectoryScene> {
  const directory = await startDirectoryStandIn()
  const test = await startTestService({ env: { GRAPH_PEOPLE: 'on', GRAPH_URL: directory.url } })
  const names = async (query: string, values: readonly unknown[] = []) =>
    (await test.database.sql<{ name: string }>(query, [...values])).map(({ name }) => name)
  const accountOf = async (who: string) => {
    const [account] = await names('select aad_object_id as name from member where name = $1', [who])
    return account ?? ''
  }
  directory.put('', await names('select aad_object_id as name from member where aad_object_id is not null'))
  return {
    ...{ test, directory, accountOf },
    leave: async (...gone) => directory.remove('', ...(await Promise.all(gone.map(accountOf)))),
    night: async () => {
      await round(test, 'groups:compare-directory')
      test.clock.advance(dayMs)
    },
    left: () => names(`select name from member where left_why = 'left-tenant' order by name`),
    people: (most) => names('select name from member where not office order by name limit $1', [most]),
    notices: () =>
      test.database.sql<{ name: string; kind: string }>(
        `select m.name, n.matter_kind as kind from notice n join member m on m.id = n.member_id
         where n.matter_kind like 'directory-%' or n.matter_kind = 'no-coordinator' order by 2, 1`,
      ),
    show: async () => (await test.api(office, 'directory.show')).body,
    stop: async () => {
      await test.stop()
      await directory.close()
    },
  }
}
