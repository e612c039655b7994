/** The bot's own tokens, towards Teams and towards Graph, by msal-node, which keeps and renews them. */
import { ManagedIdentityApplication } from '@azure/msal-node'
import { type Config, ConfigError, type Credentials } from '../config'
import { entraClient } from './entra'

const teams = 'https://api.botframework.com'
export const graph = 'https://graph.microsoft.com'

export function botToken(config: Config): () => Promise<string | undefined> {
  const { credentials } = config
  if (!credentials) return async () => undefined
  // A token for a single-tenant bot must come from its tenant; botframework.com's would be refused with 401.
  const authority = credentials.type === 'SingleTenant' ? credentials.tenantId : undefined
  return tokenFor(teams, config, credentials, authority ?? 'botframework.com')
}

/**
 * Towards Graph; empty where nobody asks for one (Playground, tests).
 * The promise is rejected where none can be had.
 * @throws ConfigError for a bot of many tenants that names none: Graph takes only a token of the tenant it is about.
 */
export function graphToken(config: Config): () => Promise<string> {
  const { credentials } = config
  if (!credentials) return async () => ''
  if (!credentials.tenantId)
    throw new ConfigError('MicrosoftAppTenantId is empty: Graph takes only tokens of a tenant. Set it.')
  const token = tokenFor(graph, config, credentials, credentials.tenantId)
  return async () => {
    const got = await token()
    if (!got) throw new Error('the sign-in service answered without a token')
    return got
  }
}

/** @param authority who is asked for the token: a tenant, or botframework.com. A managed identity lives in one, and has no choice. */
export function tokenFor(
  resource: string,
  config: Config,
  credentials: Credentials,
  authority: string,
): () => Promise<string | undefined> {
  if (credentials.type === 'UserAssignedMSI') {
    const client = new ManagedIdentityApplication({
      managedIdentityIdParams: { userAssignedClientId: credentials.appId },
    })
    return async () => (await client.acquireToken({ resource })).accessToken
  }
  const { appId: clientId, password: secret = '' } = credentials
  const client = entraClient(config.loginUrl, { clientId, secret, tenant: authority })
  const scopes = [`${resource}/.default`]
  return async () => (await client.acquireTokenByClientCredential({ scopes }))?.accessToken
}
