/** The only reader of the environment: what it says, checked once, or a refusal to start that names the variable. */
import { existsSync } from 'node:fs'
import { isIP } from 'node:net'
import path from 'node:path'
import { z } from 'zod'

const onOff = (standard: 'on' | 'off') =>
  z
    .enum(['on', 'off'])
    .default(standard)
    .transform((value) => value === 'on')

/** Entra writes ids in small letters, and tokens are compared with them. */
const guid = z.uuid().transform((value) => value.toLowerCase())

const listed = (list: string) =>
  list
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter(Boolean)

const variables = z.object({
  NODE_ENV: z.string().optional(),
  PORT: z.coerce.number().int().min(0).max(65535).default(3978),
  HOST: z.string().optional(),
  DATA_DIR: z.string().default('.data'),
  KEYS_DIR: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  DEMO: onOff('on'),
  PLAYGROUND: onOff('on'),
  PLAYGROUND_PORT: z.coerce.number().int().min(0).max(65535).default(56150),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  NOW: z.iso.datetime({ offset: true }).optional(),
  PUBLIC_URL: z.url().optional(),
  METRICS_TOKEN: z.string().min(16, 'has fewer than 16 characters').optional(),
  TEAMS_APP_ID: guid.optional(),
  MicrosoftAppType: z.enum(['SingleTenant', 'MultiTenant', 'UserAssignedMSI']).default('SingleTenant'),
  MicrosoftAppId: guid.optional(),
  MicrosoftAppPassword: z.string().optional(),
  MicrosoftAppTenantId: guid.optional(),
  TENANTS: z
    .string()
    .default('')
    .transform(listed)
    .refine(
      (tenants) => tenants.every((one) => z.uuid().safeParse(one).success),
      'must be ids of tenants (GUIDs)',
    ),
  TAB_CLIENT_ID: guid.optional(),
  TAB_CLIENT_SECRET: z.string().optional(),
  LOGIN_URL: z.url().default('https://login.microsoftonline.com'),
  BOT_OPENID_URL: z.url().default('https://login.botframework.com/v1/.well-known/openidconfiguration'),
  MAIL_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.string().max(200).optional(),
  GRAPH_READ: onOff('off'),
  GRAPH_PEOPLE: onOff('off'),
  GRAPH_URL: z.url().default('https://graph.microsoft.com'),
  SERVICE_HOSTS: z
    .string()
    .default('smba.trafficmanager.net,smba.infra.gcc.teams.microsoft.com')
    .transform(listed),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform(listed)
    .refine((proxies) => proxies.every(isRange), 'must be addresses or ranges such as 10.0.0.0/8'),
})

type Variables = z.output<typeof variables>

export interface Credentials {
  readonly type: Variables['MicrosoftAppType']
  readonly appId: string
  readonly password: string | undefined
  readonly tenantId: string | undefined
}

export interface Config {
  readonly production: boolean
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** P5: keys of open anonymous polls; apart from the database, so that no backup of it holds them. */
  readonly keysDir: string
  readonly databaseUrl: string | undefined
  readonly demo: boolean
  readonly playground: boolean
  readonly playgroundPort: number
  readonly logLevel: Variables['LOG_LEVEL']
  readonly startAt: Date | undefined
  /** Where people reach the service; links on cards lead there. */
  readonly publicUrl: string
  /** Who reads `/metrics` has to bring it. undefined: without credentials anybody may, with them nobody. */
  readonly metricsToken: string | undefined
  readonly teamsAppId: string | undefined
  /** undefined: no Teams gate is closed, so only loopback may reach the service. */
  readonly credentials: Credentials | undefined
  /** Whose people come in, by either gate; without credentials no tenant is asked for. */
  readonly tenants: readonly string[]
  readonly tabClientId: string | undefined
  /** undefined: nothing is asked on behalf of a person. */
  readonly tabClientSecret: string | undefined
  readonly loginUrl: string
  readonly botOpenIdUrl: string
  /** Hosts to which the bot's token may be sent (PLATFORM trap 8). */
  readonly serviceHosts: readonly string[]
  /** Addresses and ranges of proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[]
  /** undefined: no mail goes out, and people without Teams cannot be reached. */
  readonly mail: { readonly url: string; readonly from: string } | undefined
  readonly graphUrl: string
  /** Graph may be asked for the messages of channels, to settle posts of which nobody knows. */
  readonly graphRead: boolean
  /** Graph may be asked every night for the people of each network. */
  readonly graphPeople: boolean
  /** The checkout: where the tab's files and the migrations stand. */
  readonly root: string
}

/** Thrown at start only: one sentence that names the variable. */
export class ConfigError extends Error {}

export function readConfig(env: NodeJS.ProcessEnv = process.env, root = findRoot(__dirname)): Config {
  // An empty line in an env file means "not set".
  const parsed = variables.safeParse(
    Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')),
  )
  if (!parsed.success) throw new ConfigError(firstProblem(parsed.error))
  const v = parsed.data
  const production = v.NODE_ENV === 'production'
  const credentials = readCredentials(v)
  if (production && !credentials)
    throw new ConfigError('MicrosoftAppId is empty: in production every caller would be believed. Set it.')
  if (production && v.NOW)
    throw new ConfigError('NOW sets the clock for demo and tests; it is refused with NODE_ENV=production.')
  if (credentials && v.PUBLIC_URL && !isPublic(v.PUBLIC_URL))
    throw new ConfigError('PUBLIC_URL must be https and without a path: Teams opens the tab there.')
  const host = v.HOST ?? (credentials ? '0.0.0.0' : '127.0.0.1')
  if (!credentials && !isLoopback(host))
    throw new ConfigError(
      `HOST=${host} opens the service to others; without MicrosoftAppId only loopback is allowed.`,
    )
  // A team's consent goes to the registration that the manifest names for the tab, and the bot reads by its own.
  if (v.GRAPH_READ && v.TAB_CLIENT_ID && v.TAB_CLIENT_ID !== v.MicrosoftAppId)
    throw new ConfigError('GRAPH_READ=on needs one registration for bot and tab: leave TAB_CLIENT_ID empty.')
  const dataDir = path.resolve(root, v.DATA_DIR)
  return {
    production,
    port: v.PORT,
    host,
    dataDir,
    keysDir: v.KEYS_DIR ? path.resolve(root, v.KEYS_DIR) : path.join(dataDir, 'keys'),
    databaseUrl: v.DATABASE_URL,
    demo: v.DEMO && !credentials,
    playground: v.PLAYGROUND && !credentials,
    playgroundPort: v.PLAYGROUND_PORT,
    logLevel: v.LOG_LEVEL,
    startAt: v.NOW ? new Date(v.NOW) : undefined,
    publicUrl: (v.PUBLIC_URL ?? `http://localhost:${v.PORT}`).replace(/\/$/, ''),
    metricsToken: v.METRICS_TOKEN,
    teamsAppId: v.TEAMS_APP_ID,
    credentials,
    tenants: readTenants(v, credentials),
    tabClientId: v.TAB_CLIENT_ID ?? credentials?.appId,
    tabClientSecret: v.TAB_CLIENT_SECRET,
    loginUrl: v.LOGIN_URL.replace(/\/$/, ''),
    botOpenIdUrl: v.BOT_OPENID_URL,
    serviceHosts: credentials ? v.SERVICE_HOSTS : ['localhost', '127.0.0.1', '[::1]'],
    trustedProxies: v.TRUSTED_PROXIES,
    mail: readMail(v),
    graphUrl: v.GRAPH_URL.replace(/\/$/, ''),
    graphRead: v.GRAPH_READ,
    graphPeople: v.GRAPH_PEOPLE,
    root,
  }
}

function readMail({ MAIL_URL: url, MAIL_FROM: from }: Variables): Config['mail'] {
  if (!url) return undefined
  if (!from) throw new ConfigError('MAIL_FROM is empty: with MAIL_URL mails need a sender.')
  return { url, from }
}

function readCredentials(v: Variables): Credentials | undefined {
  if (!v.MicrosoftAppId) return undefined
  const { MicrosoftAppType: type, MicrosoftAppId: appId, MicrosoftAppPassword: password } = v
  if (type !== 'MultiTenant' && !v.MicrosoftAppTenantId)
    throw new ConfigError(`MicrosoftAppTenantId is empty: MicrosoftAppType=${type} needs it.`)
  if (type !== 'UserAssignedMSI' && !password)
    throw new ConfigError(`MicrosoftAppPassword is empty: MicrosoftAppType=${type} needs it.`)
  return { type, appId, password, tenantId: v.MicrosoftAppTenantId }
}

/** The bot's own tenant is always among them. */
function readTenants({ TENANTS }: Variables, credentials: Credentials | undefined): readonly string[] {
  const tenants = [...new Set(credentials?.tenantId ? [credentials.tenantId, ...TENANTS] : TENANTS)]
  if (credentials && tenants.length === 0)
    throw new ConfigError('TENANTS is empty: without MicrosoftAppTenantId nobody could come in. Set it.')
  return tenants
}

function isRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most)
  return most > 0 && fits && rest.length === 0
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

function isPublic(address: string): boolean {
  const { protocol, origin } = new URL(address)
  return protocol === 'https:' && address.toLowerCase().replace(/\/$/, '') === origin
}

function firstProblem(error: z.ZodError): string {
  const issue = error.issues[0]
  return `${issue?.path.join('.') ?? 'configuration'}: ${issue?.message ?? 'is not valid'}`
}

/** The folder with package.json at or above `from`: the same for the built service and for tests. */
export function findRoot(from: string): string {
  if (existsSync(path.join(from, 'package.json'))) return from
  const above = path.dirname(from)
  if (above === from) throw new ConfigError('package.json not found above the program')
  return findRoot(above)
}
