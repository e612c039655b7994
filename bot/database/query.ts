/** Kysely as a builder of typed SQL; `database.ts` sends what it builds. */
import {
  type Compilable,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely'
import type { Tables } from './tables'

/** SQL with the type of its rows. */
export type Query<R> = Compilable<R>

export const queries = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** SQL written by hand, for what the builder cannot say well: arrays unnested, doors, locks. */
export function raw<R>(text: RawBuilder<R>): Query<R> {
  return { compile: () => text.compile(queries) }
}
