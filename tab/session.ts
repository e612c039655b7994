/** Who sits before the screen and where: inside Teams, in the demo, or nowhere. The only module that knows teams-js. */
import type * as Teams from '@microsoft/teams-js'
import type { DemoPerson, Language } from '../bot/groups/view'
import { askAs, read, standAt } from './ask'
import { chosenAmong, demoBearer, demoPeople, rememberPerson } from './demo'
import { Trouble } from './trouble'

export type Look = 'light' | 'dark' | 'contrast'
/** `link`: outside Teams, by a personal link. `set-up`: on one's own machine, and nobody has set a network up yet. */
export type Place = 'opening' | 'teams' | 'demo' | 'link' | 'set-up' | 'outside' | 'unreachable'

export interface Session {
  readonly place: Place
  readonly look: Look
  /** A first guess; once the member is known, the member's own language counts. */
  readonly language: Language
  /** The network is the demo's. */
  readonly demo: boolean
  /** Whom one may be without credentials; empty elsewhere. */
  readonly people: readonly DemoPerson[]
  readonly person: string | null
  /** The channel's network counts there, and nothing is to be chosen. */
  readonly inChannel: boolean
  readonly trouble: Trouble | null
}

/** What the configurable tab writes down when its page is saved. */
export interface TabChoice {
  readonly entityId: string
  readonly name: string
  /** Path inside the tab. */
  readonly path: string
}

// teams-js waits up to 1.5 s for its list of hosts before it answers; 6 s leave a slow phone its time.
const teamsPatienceMs = 6_000

/** The page of a personal link: whoever comes by one has no Teams, and nothing of it is loaded. */
const linkPath = '/tab/link'

let current: Session = {
  place: 'opening',
  look: lookOutside(),
  language: languageOf(navigator.language),
  demo: false,
  people: [],
  person: null,
  inChannel: false,
  trouble: null,
}
const listeners = new Set<() => void>()
let teams: Pick<typeof Teams, 'app' | 'pages'> | null = null

export function sessionNow(): Session {
  return current
}

export function onSession(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Finds out where the tab runs. `goTo` is called with the place a deep link asks for. */
export async function openSession(goTo: (path: string) => void): Promise<void> {
  become({ place: 'opening', trouble: null })
  followLook()
  if (location.pathname === linkPath) {
    become({ place: 'link' })
    return
  }
  if (mayBeInTeams() && (await openInTeams(goTo))) return
  try {
    const { local, demo } = await read<{ local: boolean; demo: boolean }>('session.settings')
    const people = local ? await demoPeople() : []
    become({ people, demo })
    if (local && people.length === 0) become({ place: 'set-up' })
    else choosePerson(chosenAmong(people))
  } catch (trouble) {
    become({ place: 'unreachable', trouble: trouble instanceof Trouble ? trouble : null })
  }
}

/** Without credentials only: become another person. */
export function choosePerson(id: string | null): void {
  if (id === null) {
    become({ place: 'outside' })
    return
  }
  rememberPerson(id)
  askAs(demoBearer(id))
  become({ place: 'demo', person: id })
}

/** Offers a choice to the dialog in which Teams adds the tab; null while nothing is chosen. */
export function offerTab(choice: TabChoice | null): void {
  // Outside its dialog Teams would throw: there is nothing to save then.
  if (teams === null || teams.app.getFrameContext() !== 'settings') return
  const { config } = teams.pages
  config.setValidityState(choice !== null)
  if (choice === null) return
  const contentUrl = new URL(`/tab${choice.path}`, location.origin).href
  config.registerOnSaveHandler((save) => {
    config
      .setConfig({
        entityId: choice.entityId,
        suggestedDisplayName: choice.name,
        contentUrl,
        websiteUrl: contentUrl,
      })
      .then(
        () => save.notifySuccess(),
        () => save.notifyFailure(),
      )
  })
}

/** Links to other places go through Teams where there is one: a plain link would leave its frame. */
export function openElsewhere(url: string): void {
  if (teams === null || !url.startsWith('https://teams.microsoft.com/l/')) {
    window.open(url, '_blank', 'noopener')
    return
  }
  void teams.app.openLink(url).catch(() => window.open(url, '_blank', 'noopener'))
}

async function openInTeams(goTo: (path: string) => void): Promise<boolean> {
  try {
    // Taken apart at once, so that the build leaves out the two thirds of it that are not used.
    const { app, authentication, pages } = await import('@microsoft/teams-js')
    const context = await inTime(app.initialize().then(() => app.getContext()))
    teams = { app, pages }
    // Teams keeps tokens and renews them itself: one is asked for with every request.
    const { place, wish } = placeOf(context)
    standAt(place)
    askAs({ token: () => authentication.getAuthToken(wish), renew: async () => true })
    app.registerOnThemeChangeHandler((theme) => become({ look: lookOf(theme) }))
    if (context.page.subPageId) goTo(`/${context.page.subPageId.replace(/^\/+/, '')}`)
    become({
      place: 'teams',
      look: lookOf(context.app.theme),
      language: languageOf(context.app.locale),
      person: context.user?.id ?? null,
      inChannel: place !== null,
    })
    app.notifyAppLoaded()
    void app.notifySuccess().catch(() => undefined)
    return true
  } catch {
    return false
  }
}

/** In a channel that another tenant owns, the token has to be asked for at one's own. */
function placeOf({ channel, user }: Teams.app.Context) {
  const place = channel?.ownerTenantId ?? null
  const home = user?.tenant?.id
  const isElsewhere = place !== null && home !== undefined && home !== place
  return { place, wish: isElsewhere ? { tenantId: home } : {} }
}

/** Teams frames its tabs, or (on phones) puts an interface of its own into the window. */
function mayBeInTeams(): boolean {
  return window.parent !== window || 'nativeInterface' in window
}

function inTime<T>(work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, refuse) => setTimeout(() => refuse(new Error('late')), teamsPatienceMs))
  return Promise.race([work, late])
}

function become(part: Partial<Session>): void {
  current = { ...current, ...part }
  for (const listener of listeners) listener()
}

function languageOf(locale: string | undefined): Language {
  return locale?.toLowerCase().startsWith('en') ? 'en' : 'de'
}

function lookOf(theme: string | null | undefined): Look {
  return theme === 'dark' || theme === 'contrast' ? theme : 'light'
}

/** Outside Teams the system decides; `?theme=` (as Teams fills it in) goes first. */
function lookOutside(): Look {
  const asked = new URLSearchParams(location.search).get('theme')
  if (asked !== null) return lookOf(asked)
  if (matchMedia('(prefers-contrast: more)').matches) return 'contrast'
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

function followLook(): void {
  for (const wish of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'])
    matchMedia(wish).onchange = () => {
      if (teams === null) become({ look: lookOutside() })
    }
}
