/** `npm run package`: what it takes, what it refuses, what it writes. */
import { version } from '../../package.json'
import { appId, least, manifestOf, packageApp, schemaFaults, textOf } from './package-app'

const other = (digit: string) => appId.replaceAll(/\d/g, digit)

describe('the app package', () => {
  const packaged = packageApp(least)

  it("is valid by Microsoft's own schema, and says so", () => {
    expect(packaged.status).toBe(0)
    expect(packaged.said).toContain("valid by Microsoft's schema")
  })

  it('holds the manifest, its icons and its languages at the top, and nothing else', () => {
    const names = Object.keys(packaged.files ?? {}).sort()
    expect(names).toEqual(['color.png', 'de.json', 'en.json', 'manifest.json', 'outline.png'])
  })

  it('leaves no placeholder unfilled', () => {
    for (const name of ['manifest.json', 'de.json', 'en.json'])
      expect(textOf(packaged, name)).not.toContain('${{')
  })

  it('carries the version of package.json, in the three numbers that Teams takes', () => {
    expect(manifestOf(packaged).version).toBe(version)
    expect(version).toMatch(/^\d+\.\d+\.\d+$/)
  })

  it('uses the id of the bot for app and tab where they have none of their own', () => {
    const { id, bots, webApplicationInfo } = manifestOf(packaged)
    expect([id, bots[0]?.botId, webApplicationInfo.id]).toEqual([appId, appId, appId])
  })

  it('keeps app, bot and tab apart where each has its own id', () => {
    const ids = { TEAMS_APP_ID: other('1'), MicrosoftAppId: other('2'), TAB_CLIENT_ID: other('3') }
    const { id, bots, webApplicationInfo } = manifestOf(packageApp({ ...least, ...ids }))
    expect([id, bots[0]?.botId, webApplicationInfo.id]).toEqual(Object.values(ids))
    expect(webApplicationInfo.resource).toBe(`api://verbund.example.org/${other('3')}`)
  })

  it('asks a team for the members of its channels, and to let messages be read only where the service does so', () => {
    const asked = (app: ReturnType<typeof packageApp>) =>
      manifestOf(app).authorization.permissions.resourceSpecific.map(({ name, type }) => `${name} ${type}`)
    expect(asked(packaged)).toEqual(['ChannelMember.Read.Group Application'])
    const reading = packageApp({ ...least, GRAPH_READ: 'on' })
    expect(reading.status).toBe(0)
    expect(asked(reading)).toEqual([
      'ChannelMember.Read.Group Application',
      'ChannelMessage.Read.Group Application',
    ])
  })

  it('takes the host from the address by which the service knows itself', () => {
    const { validDomains } = manifestOf(
      packageApp({ MicrosoftAppId: appId, PUBLIC_URL: 'https://wb.example.de/' }),
    )
    expect(validDomains).toEqual(['wb.example.de'])
  })

  it('is the same byte for byte in another time zone', () => {
    expect(packageApp({ ...least, TZ: 'Pacific/Auckland' }).zip).toEqual(packaged.zip)
  })
})

describe('the packager refuses, in one sentence that names what to set,', () => {
  const refused = [
    [
      'without the id of the bot',
      { MicrosoftAppId: '' },
      /Set MicrosoftAppId \(a GUID like .*\) in the environment/,
    ],
    [
      'without a public address',
      { PUBLIC_URL: '' },
      /Set PUBLIC_URL \(the https address of a public host like .*\) in the environment/,
    ],
    ['without both', { MicrosoftAppId: '', PUBLIC_URL: '' }, /Set MicrosoftAppId \(.*\) and PUBLIC_URL \(/],
    [
      'an address on this machine',
      { PUBLIC_URL: 'http://localhost:3978' },
      /PUBLIC_URL is "http:\/\/localhost:3978", but has to be the https address of a public host/,
    ],
    ['a host without a scheme', { PUBLIC_URL: 'a.example.org' }, /PUBLIC_URL is "a\.example\.org"/],
    [
      'a path',
      { PUBLIC_URL: 'https://a.example.org/verbund' },
      /PUBLIC_URL is "https:\/\/a\.example\.org\/v/,
    ],
    [
      'a host with a wildcard',
      { PUBLIC_URL: 'https://*.example.org' },
      /PUBLIC_URL is "https:\/\/\*\.example/,
    ],
    [
      'an id that is none, by the name it was set under',
      { MicrosoftAppId: 'x' },
      /MicrosoftAppId is "x", but has/,
    ],
    [
      'an id of the tab that is none',
      { TAB_CLIENT_ID: 'verbund' },
      /TAB_CLIENT_ID is "verbund", but has to be a GUID/,
    ],
  ] as const

  it.each(refused)('%s', (_, variables, complaint) => {
    const { status, files, said, complained } = packageApp({ ...least, ...variables })
    expect({ status, files, said }).toEqual({ status: 1, files: null, said: '' })
    expect(complained).toMatch(complaint)
    expect(complained.trimEnd()).toMatch(/^No package written\. [^\n]+\.$/)
  })
})

describe("Microsoft's schema, as the packager asks it,", () => {
  const good = manifestOf(packageApp(least))

  it('bites without a network: a name of 31 characters, a property too many', () => {
    const faults = schemaFaults({
      ...good,
      name: { ...good.name, short: 'x'.repeat(31) },
      surprise: true,
    }).join('\n')
    expect(faults).toContain('/name/short')
    expect(faults).toContain('surprise')
  })
})
