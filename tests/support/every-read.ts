/** Asks every route that reads, with the ids it may take: for whoever must not find something by any of them. */
import type { HttpAnswer, TestService } from './service'

export interface Read {
  readonly name: string
  readonly answer: HttpAnswer
}

/** Words whose cards say more than their JSON would. */
const word = /^(need|round|demand|topic|inbox|data|help)\./

/** @param ids sent along to each; a route takes those that it knows */
export async function everyRead(
  test: TestService,
  who: string,
  ids: Readonly<Record<string, string>>,
): Promise<readonly Read[]> {
  const names = test.service.routes.filter(({ kind, upload }) => kind === 'read' && !upload)
  const asked = names.flatMap(({ name, hasCard }) =>
    (hasCard && word.test(name) ? [false, true] : [false]).map(async (asCard) => ({
      name,
      answer: await test.api(who, name, { query: ids, asCard }),
    })),
  )
  return Promise.all(asked)
}

export const bodyOf = ({ body }: HttpAnswer): string =>
  typeof body === 'string' ? body : JSON.stringify(body)
