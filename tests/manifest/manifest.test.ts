/** What Microsoft's schema does not check in the manifest, and Teams or its store would hold against us. */
import source from '../../manifest/manifest.json'
import { least, manifestOf, packageApp } from './package-app'

const manifest = manifestOf(packageApp(least))
const [bot] = manifest.bots
const host = new URL(least.PUBLIC_URL).host
const lists = bot?.commandLists ?? []

const tabUrls = [
  ...manifest.staticTabs.flatMap((tab) => ('contentUrl' in tab ? [tab.contentUrl] : [])),
  ...manifest.configurableTabs.map((tab) => tab.configurationUrl),
].filter((url) => url !== undefined)

describe('the manifest', () => {
  it('supports shared and private channels, which the schema does not ask of an app with team scope', () => {
    expect(Number(manifest.manifestVersion.split('.')[1])).toBeGreaterThanOrEqual(25)
    expect(bot?.scopes).toContain('team')
    expect(manifest.supportsChannelFeatures).toBe('tier1')
  })

  it('names one schema in its version and in its address', () => {
    expect(source.$schema).toContain(`/teams/v${source.manifestVersion}/`)
  })

  it('keeps every name within what Teams shows', () => {
    const { name, description, developer } = manifest
    expect(name.short.length).toBeLessThanOrEqual(30)
    expect(name.full.length).toBeLessThanOrEqual(100)
    expect(description.short.length).toBeLessThanOrEqual(80)
    expect(description.full.length).toBeLessThanOrEqual(4000)
    expect(developer.name.length).toBeLessThanOrEqual(32)
  })

  it('offers the bot in personal chats, teams and group chats, with one list of commands for each', () => {
    expect(bot?.scopes).toEqual(['personal', 'team', 'groupChat'])
    expect(lists.map(({ scopes }) => scopes)).toEqual([['personal'], ['team'], ['groupChat']])
  })

  it('stays within three lists of twelve commands', () => {
    expect(lists.length).toBeLessThanOrEqual(3)
    for (const { commands } of lists) expect(commands.length).toBeLessThanOrEqual(12)
  })

  it('offers the tab to persons, and to channels and chats with a page to set it up', () => {
    expect(tabUrls.map((url) => new URL(url).pathname)).toEqual(['/tab/', '/tab/configure'])
    expect(manifest.configurableTabs[0]?.scopes).toEqual(['team', 'groupChat'])
  })

  it('trusts the host of its tabs and no other, without wildcards', () => {
    expect(manifest.validDomains).toEqual([host])
    for (const domain of manifest.validDomains) expect(domain).not.toContain('*')
    for (const url of tabUrls) expect(manifest.validDomains).toContain(new URL(url).host)
  })

  it('signs the tab in for its own host', () => {
    const { id, resource } = manifest.webApplicationInfo
    expect(resource).toBe(`api://${host}/${id}`)
  })

  it('leads to privacy and terms that can be read by https', () => {
    const { websiteUrl, privacyUrl, termsOfUseUrl } = manifest.developer
    expect([websiteUrl, privacyUrl, termsOfUseUrl]).toEqual(
      ['', 'privacy', 'terms'].map((page) => `${least.PUBLIC_URL}/${page}`),
    )
  })
})
