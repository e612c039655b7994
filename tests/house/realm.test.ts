/** Test files share what is compiled of packages, and nothing else: the state of one is never that of another. */
const Realm = require('../realm.cjs')

interface Environment {
  readonly global: { readonly loadPackage: (name: string, rest: NodeJS.Require) => Pg }
  teardown(): Promise<void>
}

interface Pg {
  readonly defaults: { rows: number }
  readonly Client: unknown
}

const realm = (): Environment =>
  new Realm(
    { globalConfig: {}, projectConfig: { globals: {}, testEnvironmentOptions: {}, fakeTimers: {} } },
    {},
  )

it('a realm gives the same package each time, and never that of another realm', async () => {
  const [one, other] = [realm(), realm()]
  const pgOf = ({ global }: Environment) => global.loadPackage('of-pg.cjs', require)
  expect(pgOf(one)).toBe(pgOf(one))
  expect(pgOf(one).Client).not.toBe(pgOf(other).Client)
  pgOf(one).defaults.rows = 7
  expect(pgOf(other).defaults.rows).not.toBe(7)
  await Promise.all([one.teardown(), other.teardown()])
})
