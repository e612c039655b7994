/** The bot's own token towards Teams, by msal-node, which keeps and renews it. */
import { ConfidentialClientApplication, ManagedIdentityApplication } from '@azure/msal-node'
import type { Config, Credentials } from '../config'

const scope = 'https://api.botframework.com/.default'

export function botToken(config: Config): () => Promise<string | undefined> {
  const { credentials } = config
  if (!credentials) return async () => undefined
  if (credentials.type === 'UserAssignedMSI') return fromManagedIdentity(credentials)
  const client = new ConfidentialClientApplication({
    auth: {
      clientId: credentials.appId,
      // A token for a single-tenant bot must come from its tenant; botframework.com's would be refused with 401.
      authority: `${config.loginUrl}/${credentials.type === 'SingleTenant' ? credentials.tenantId : 'botframework.com'}`,
      clientSecret: credentials.password ?? '',
    },
  })
  return async () => (await client.acquireTokenByClientCredential({ scopes: [scope] }))?.accessToken
}

function fromManagedIdentity(credentials: Credentials): () => Promise<string> {
  const client = new ManagedIdentityApplication({
    managedIdentityIdParams: { userAssignedClientId: credentials.appId },
  })
  return async () => (await client.acquireToken({ resource: 'https://api.botframework.com' })).accessToken
}
