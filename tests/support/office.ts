/** What the office does and reads, through the real door. */
import type { Identity } from '../../bot/groups/identity-store'
import type { HttpAnswer, TestService } from './service'

export const office = 'Anke Beispiel'

/** @param of the service of the test that is running */
export function officeOf(of: () => TestService) {
  const act = (route: string, body: object) => of().api(office, route, { body })
  const network = async () => (await of().api(office, 'network.show')).body
  return {
    act,
    network,
    people: async (search: string) =>
      (await of().api(office, 'member.list', { query: { search } })).body.people,
    organisation: async (name: string) =>
      (await network()).organisations.find((one: { name: string }) => one.name === name),
    codeOf: async (answer: ReturnType<typeof act>) => (await answer).body.refusal?.code,
  }
}

/** Sends a file to a route, as the tab does. */
export async function sendFile(
  test: TestService,
  route: string,
  file: string | Buffer,
  query: Readonly<Record<string, string>> = {},
  who: string | Identity = office,
): Promise<Pick<HttpAnswer, 'status' | 'body'>> {
  const response = await fetch(`${test.url}/api/${route}?${new URLSearchParams(query)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await test.token(who)}`, 'content-type': 'application/octet-stream' },
    body: file,
  })
  return { status: response.status, body: await response.json() }
}
