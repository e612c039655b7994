/** Both gates closed, Entra's token endpoint and a directory behind them: the office asks on its own behalf, by real tokens. */
import { demoFounder, demoTenant, objectIdOf } from '../../bot/demo/network'
import { type ClosedGates, startClosedGates, tabClientId } from './closed-gates'
import { type DirectoryStandIn, startDirectoryStandIn } from './directory-stand-in'
import type { HttpAnswer } from './service'

export const tabSecret = 'secret-of-the-tab'

export interface OnBehalfScene {
  readonly gates: ClosedGates
  readonly directory: DirectoryStandIn
  /** The tenant's administration agrees to what the tab's app may ask for; or takes it back. */
  consent(...scopes: readonly string[]): void
  /** A request of the tab. @param token of the office, unless another one is given */
  ask(route: string, body?: object, token?: string): Promise<HttpAnswer>
  officeToken(): Promise<string>
  accountOf(name: string): Promise<string>
  stop(): Promise<void>
}

export async function startOnBehalfScene(env: Readonly<Record<string, string>> = {}): Promise<OnBehalfScene> {
  const directory = await startDirectoryStandIn()
  const gates = await startClosedGates({ TAB_CLIENT_SECRET: tabSecret, GRAPH_URL: directory.url, ...env })
  directory.trust(gates.issuer.entra)
  const { test, issuer } = gates
  const officeToken = () => issuer.tabToken({ ...gates.tabWanted, objectId: objectIdOf(demoFounder.number) })
  const accounts = await test.database.sql<{ id: string }>(
    'select aad_object_id as id from member where aad_object_id is not null',
  )
  directory.put(
    demoTenant,
    accounts.map(({ id }) => id),
  )
  const scene: OnBehalfScene = {
    ...{ gates, directory, officeToken },
    consent: (...scopes) =>
      issuer.grants.register({
        ...{ clientId: tabClientId, secret: tabSecret, consents: { [demoTenant]: scopes } },
      }),
    ask: async (route, body, token) => {
      const response = await fetch(`${test.url}/api/${route}`, {
        method: body ? 'POST' : 'GET',
        headers: {
          authorization: `Bearer ${token ?? (await officeToken())}`,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      })
      return { status: response.status, headers: response.headers, body: await response.json() }
    },
    accountOf: async (name) => {
      const [row] = await test.database.sql<{ id: string }>(
        'select aad_object_id as id from member where name = $1',
        [name],
      )
      return row?.id ?? ''
    },
    stop: async () => {
      await gates.stop()
      await directory.close()
    },
  }
  scene.consent('User.ReadBasic.All')
  return scene
}
