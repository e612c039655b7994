/** What every use case may use of the world, given from outside so that tests can give their own. */
import type { Clock } from './clock'
import type { Database } from './database/database'
import type { TellNews } from './database/news'
import type { Ids } from './ids'
import type { Log } from './log'
import type { Texts } from './texts'

export interface World {
  readonly database: Database
  readonly tellNews: TellNews
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly texts: Texts
  /** Whether mail is set up: the way to people without Teams. */
  readonly mail: boolean
  /** Where a page of the tab is opened, from a card: `polls/<id>`. */
  readonly pageUrl: (path: string) => string
}
