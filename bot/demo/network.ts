/**
 * The demo network: the model case "Kooperative Weiterbildung Südostniedersachsen".
 *
 * Organisations that are public partners stand under their names, companies under trade and place. Every person is
 * made up, down to the surname. The ids are those of the Playground's configuration (`env/playground.yml`).
 */

export const demoTenant = '7a3c0de0-0000-4000-8000-000000000001'

/** Conversations as the Playground knows them. */
export const demoPlaces = {
  team: '19:verbund@thread.tacv2',
  digital: '19:digitale-kompetenzen@thread.tacv2',
  committee: '19:steuerkreis@thread.v2',
} as const

type Bench = 'employers' | 'employees' | 'agencies' | 'training'

export const demoOrganisations: Readonly<
  Record<string, { name: string; bench: Bench; sector: string; parent?: string }>
> = {
  allianz: { name: 'Allianz für die Region', bench: 'agencies', sector: 'Regionalentwicklung' },
  ihk: { name: 'IHK Braunschweig', bench: 'agencies', sector: 'Kammer' },
  tu: { name: 'TU Braunschweig', bench: 'training', sector: 'Hochschule' },
  igm: { name: 'IG Metall Salzgitter-Peine', bench: 'employees', sector: 'Gewerkschaft' },
  vw: { name: 'Volkswagen', bench: 'employers', sector: 'Fahrzeugbau' },
  vwga: { name: 'Volkswagen Group Academy', bench: 'training', sector: 'Weiterbildung', parent: 'vw' },
  teutloff: { name: 'Teutloff Technische Akademie', bench: 'training', sector: 'Weiterbildung' },
  agentur: { name: 'Agentur für Arbeit, Braunschweig', bench: 'agencies', sector: 'Arbeitsmarkt' },
  vhs: { name: 'Volkshochschule, Region', bench: 'training', sector: 'Weiterbildung' },
  maschinen: { name: 'Maschinenbau, Gifhorn', bench: 'employers', sector: 'Maschinenbau' },
  logistik: { name: 'Logistik, Wolfsburg', bench: 'employers', sector: 'Logistik' },
  stahl: { name: 'Stahlhandel, Salzgitter', bench: 'employers', sector: 'Handel' },
  software: { name: 'Softwarehaus, Braunschweig', bench: 'employers', sector: 'Informationstechnik' },
  pflege: { name: 'Pflegedienst, Peine', bench: 'employers', sector: 'Gesundheit' },
  elektro: { name: 'Elektrohandwerk, Helmstedt', bench: 'employers', sector: 'Handwerk' },
  lebensmittel: { name: 'Lebensmittelwerk, Wolfenbüttel', bench: 'employers', sector: 'Lebensmittel' },
  zulieferer: { name: 'Fahrzeugzulieferer, Wolfsburg', bench: 'employers', sector: 'Fahrzeugbau' },
  kunststoff: { name: 'Kunststofftechnik, Gifhorn', bench: 'employers', sector: 'Kunststoff' },
  bahn: { name: 'Bahntechnik, Salzgitter', bench: 'employers', sector: 'Bahn' },
  optik: { name: 'Feinoptik, Goslar', bench: 'employers', sector: 'Optik' },
}

export type Membership = 'coordinator' | 'member' | 'observer'

export interface DemoMember {
  readonly name: string
  readonly organisation: string
  /** Last two digits of the Entra object id. The first six are the Playground's people. */
  readonly number: number
  readonly language?: 'de' | 'en'
  readonly groups: Readonly<Record<string, Membership>>
  readonly seat?: 'seat' | 'chair'
}

/** The current user of the Playground: office, coordinator and seat, so that everything can be tried. */
export const demoFounder: DemoMember = {
  name: 'Anke Beispiel',
  organisation: 'allianz',
  number: 20,
  groups: { digital: 'coordinator', planung: 'member' },
  seat: 'chair',
}

export const demoMembers: readonly DemoMember[] = [
  {
    name: 'Bernd Muster',
    organisation: 'ihk',
    number: 21,
    groups: { digital: 'member', kmu: 'coordinator' },
    seat: 'seat',
  },
  {
    name: 'Clara Vorbild',
    organisation: 'tu',
    number: 22,
    groups: { digital: 'member', wandel: 'member' },
    seat: 'seat',
  },
  {
    name: 'Deniz Entwurf',
    organisation: 'igm',
    number: 23,
    groups: { digital: 'member', planung: 'coordinator' },
    seat: 'seat',
  },
  {
    name: 'Ella Probe',
    organisation: 'vwga',
    number: 24,
    groups: { digital: 'member', wandel: 'coordinator' },
    seat: 'seat',
  },
  {
    name: 'Frida Skizze',
    organisation: 'maschinen',
    number: 25,
    language: 'en',
    groups: { digital: 'member', kmu: 'member' },
  },
  {
    name: 'Gero Modell',
    organisation: 'teutloff',
    number: 26,
    groups: { digital: 'member' },
    seat: 'seat',
  },
  {
    name: 'Hilke Fiktion',
    organisation: 'allianz',
    number: 27,
    groups: { kmu: 'member', wandel: 'member' },
    seat: 'seat',
  },
  { name: 'Ivo Attrappe', organisation: 'vw', number: 28, groups: { wandel: 'member', planung: 'member' } },
  {
    name: 'Jette Schablone',
    organisation: 'agentur',
    number: 29,
    groups: { planung: 'member', kmu: 'observer' },
  },
  { name: 'Kaan Exempel', organisation: 'vhs', number: 30, groups: { digital: 'observer', kmu: 'member' } },
  {
    name: 'Lene Vorlage',
    organisation: 'logistik',
    number: 31,
    groups: { digital: 'member', planung: 'member' },
  },
  { name: 'Malte Annahme', organisation: 'stahl', number: 32, groups: { kmu: 'member', wandel: 'member' } },
  {
    name: 'Nuria Szenario',
    organisation: 'software',
    number: 33,
    language: 'en',
    groups: { digital: 'member' },
  },
  {
    name: 'Ole Gedankenspiel',
    organisation: 'pflege',
    number: 34,
    groups: { planung: 'member', kmu: 'member' },
  },
  { name: 'Petra Dummy', organisation: 'elektro', number: 35, groups: { kmu: 'member' } },
  { name: 'Quirin Prototyp', organisation: 'lebensmittel', number: 36, groups: { planung: 'member' } },
  {
    name: 'Rieke Platzhalter',
    organisation: 'zulieferer',
    number: 37,
    groups: { wandel: 'member', digital: 'member' },
  },
  { name: 'Sami Rollenspiel', organisation: 'kunststoff', number: 38, groups: { kmu: 'member' } },
  {
    name: 'Tomke Versuch',
    organisation: 'bahn',
    number: 39,
    groups: { wandel: 'member', planung: 'member' },
  },
  { name: 'Ulla Testfall', organisation: 'optik', number: 40, groups: { digital: 'member', kmu: 'member' } },
]

export const demoGroups: Readonly<Record<string, { name: string; topic: string; place?: string }>> = {
  digital: {
    name: 'AK Digitale Kompetenzen',
    topic: 'KI, Daten und digitale Werkzeuge in allen Berufen',
    place: demoPlaces.digital,
  },
  planung: { name: 'AK Personalplanung', topic: 'Welche Kompetenzen in drei Jahren gebraucht werden' },
  kmu: { name: 'AK KMU-Netzwerk', topic: 'Weiterbildung, die kleine Betriebe gemeinsam tragen' },
  wandel: { name: 'AK Transformation', topic: 'Vom Verbrenner zum Antrieb von morgen' },
}

export function objectIdOf(number: number): string {
  return `7a3c0de0-0000-4000-8000-0000000000${number}`
}
