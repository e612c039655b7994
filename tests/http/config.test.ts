/** What the environment may say: each refusal is one sentence that names the variable. */
import path from 'node:path'
import { ConfigError, readConfig } from '../../bot/config'

const root = path.resolve(__dirname, '../..')
const read = (env: Readonly<Record<string, string>>) => readConfig({ ...env }, root)
const uuid = 'a99a99a9-0000-4000-8000-0000000000b0'

/** All of a single-tenant bot. */
const credentials = {
  MicrosoftAppId: uuid,
  MicrosoftAppPassword: 'secret-word',
  MicrosoftAppTenantId: 'a99a99a9-0000-4000-8000-0000000000a0',
}

function problem(env: Readonly<Record<string, string>>): string {
  try {
    read(env)
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return (error as Error).message
  }
  return 'it starts'
}

it.each([
  ['PORT', { PORT: 'http' }],
  ['PORT', { PORT: '70000' }],
  ['PORT', { PORT: '80.5' }],
  ['DATABASE_URL', { DATABASE_URL: 'mysql://localhost/verbund' }],
  ['MAIL_URL', { MAIL_URL: 'https://mail.example' }],
  ['MAIL_FROM', { MAIL_URL: 'smtps://mail.example' }],
  [
    'TAB_CLIENT_ID',
    { GRAPH_READ: 'on', ...credentials, TAB_CLIENT_ID: 'b99a99a9-0000-4000-8000-0000000000b1' },
  ],
  ['GRAPH_READ', { GRAPH_READ: 'yes' }],
  ['DEMO', { DEMO: 'yes' }],
  ['PLAYGROUND', { PLAYGROUND: 'false' }],
  ['PLAYGROUND_PORT', { PLAYGROUND_PORT: '-1' }],
  ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ['NOW', { NOW: 'tomorrow' }],
  ['NOW', { NOW: '2026-03-30T10:00:00' }],
  ['PUBLIC_URL', { PUBLIC_URL: 'verbund.example' }],
  ['PUBLIC_URL', { ...credentials, PUBLIC_URL: 'http://verbund.example' }],
  ['PUBLIC_URL', { ...credentials, PUBLIC_URL: 'https://verbund.example/teams' }],
  ['PUBLIC_URL', { ...credentials, PUBLIC_URL: 'https://verbund.example/?a=b' }],
  ['PUBLIC_URL', { ...credentials, PUBLIC_URL: 'https://me@verbund.example' }],
  ['METRICS_TOKEN', { METRICS_TOKEN: 'short' }],
  ['TEAMS_APP_ID', { TEAMS_APP_ID: 'verbund' }],
  ['MicrosoftAppType', { MicrosoftAppType: 'Tenant' }],
  ['MicrosoftAppId', { MicrosoftAppId: 'my-bot' }],
  ['MicrosoftAppTenantId', { ...credentials, MicrosoftAppTenantId: 'contoso' }],
  ['MicrosoftAppTenantId', { ...credentials, MicrosoftAppTenantId: '' }],
  ['MicrosoftAppPassword', { ...credentials, MicrosoftAppPassword: '' }],
  ['TAB_CLIENT_ID', { ...credentials, TAB_CLIENT_ID: 'tab' }],
  ['TENANTS', { ...credentials, TENANTS: 'contoso.example' }],
  ['TENANTS', { ...credentials, TENANTS: `${uuid};${uuid}` }],
  ['TENANTS', { MicrosoftAppId: uuid, MicrosoftAppPassword: 'x', MicrosoftAppType: 'MultiTenant' }],
  ['TRUSTED_PROXIES', { TRUSTED_PROXIES: 'proxy.example' }],
  ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.0/33' }],
  ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.0/8/8' }],
  ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.1, ::1/129' }],
  ['LOGIN_URL', { LOGIN_URL: 'login' }],
  ['BOT_OPENID_URL', { BOT_OPENID_URL: 'openid' }],
  ['HOST', { HOST: '0.0.0.0' }],
  ['HOST', { HOST: '192.168.0.7' }],
  ['HOST', { HOST: '::' }],
  ['MicrosoftAppId', { NODE_ENV: 'production' }],
  ['MicrosoftAppId', { NODE_ENV: 'production', MicrosoftAppId: '' }],
  ['NOW', { ...credentials, NODE_ENV: 'production', NOW: '2026-03-30T10:00:00+02:00' }],
] as const)('names %s in its refusal of %j', (variable, env) => {
  const sentence = problem(env)
  expect(sentence).toContain(variable)
  expect(sentence).not.toContain('secret-word')
  expect(sentence).not.toContain('\n')
})

it('refuses an empty app id in production: every caller would be believed (trap 7)', () => {
  expect(problem({ NODE_ENV: 'production' })).toBe(
    'MicrosoftAppId is empty: in production every caller would be believed. Set it.',
  )
  expect(read({ NODE_ENV: 'production', ...credentials }).production).toBe(true)
})

it('opens without credentials to this machine only, and sends to this machine only', () => {
  expect(read({})).toMatchObject({ host: '127.0.0.1', credentials: undefined, demo: true, playground: true })
  expect(read({ SERVICE_HOSTS: 'evil.example' }).serviceHosts).toEqual(['localhost', '127.0.0.1', '[::1]'])
})

it('has neither demo nor Playground with credentials, whatever is set', () => {
  const config = read({ ...credentials, DEMO: 'on', PLAYGROUND: 'on' })
  expect(config).toMatchObject({ demo: false, playground: false, host: '0.0.0.0' })
  expect(config.serviceHosts).toEqual(['smba.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com'])
})

it('asks each type of registration for what it needs and no more', () => {
  const { MicrosoftAppPassword: _, ...passwordless } = credentials
  expect(read({ ...passwordless, MicrosoftAppType: 'UserAssignedMSI' }).credentials?.password).toBeUndefined()
  const multi = {
    MicrosoftAppId: uuid,
    MicrosoftAppPassword: 'x',
    MicrosoftAppType: 'MultiTenant',
    TENANTS: uuid,
  }
  expect(read(multi).credentials).toMatchObject({ type: 'MultiTenant', tenantId: undefined })
})

it('lets in the tenants that are named, and the own one always, each once and in small letters', () => {
  const other = 'b99a99a9-0000-4000-8000-0000000000b0'
  const own = credentials.MicrosoftAppTenantId
  expect(read(credentials).tenants).toEqual([own])
  expect(read({ ...credentials, TENANTS: ` ${other.toUpperCase()},, ${own}` }).tenants).toEqual([own, other])
  expect(read({ TRUSTED_PROXIES: '10.0.0.0/8, ::1' }).trustedProxies).toEqual(['10.0.0.0/8', '::1'])
})

it('takes the public address with and without its last stroke', () => {
  for (const PUBLIC_URL of [
    'https://verbund.example',
    'https://verbund.example/',
    'https://verbund.example:8443',
  ])
    expect(read({ ...credentials, PUBLIC_URL }).publicUrl).toBe(PUBLIC_URL.replace(/\/$/, ''))
})

it('reads ids in small letters, as Entra writes them into tokens', () => {
  const loud = Object.entries({ ...credentials, TAB_CLIENT_ID: uuid, TEAMS_APP_ID: uuid })
  const read1 = read(Object.fromEntries(loud.map(([name, value]) => [name, value.toUpperCase()])))
  expect(read1.credentials).toMatchObject({ appId: uuid, tenantId: credentials.MicrosoftAppTenantId })
  expect([read1.tabClientId, read1.teamsAppId]).toEqual([uuid, uuid])
})

it('reads an empty line as "not set", for every variable', () => {
  const names = ['NODE_ENV', 'PORT', 'HOST', 'DATA_DIR', 'KEYS_DIR', 'DATABASE_URL', 'DEMO', 'PLAYGROUND']
  names.push('PLAYGROUND_PORT', 'LOG_LEVEL', 'NOW', 'PUBLIC_URL', 'TEAMS_APP_ID', 'MicrosoftAppType')
  names.push('MicrosoftAppId', 'MicrosoftAppPassword', 'MicrosoftAppTenantId', 'TAB_CLIENT_ID', 'LOGIN_URL')
  names.push('BOT_OPENID_URL', 'SERVICE_HOSTS', 'METRICS_TOKEN', 'TENANTS', 'TRUSTED_PROXIES')
  for (const name of names) expect([name, read({ [name]: '' })]).toEqual([name, read({})])
  expect(read({ ...credentials, SERVICE_HOSTS: '' })).toEqual(read(credentials))
})
