/**
 * Tokens with which Graph is asked for people: the service's own, and that of a person who acts, on whose behalf it asks.
 *
 * The tab's token (the assertion) proves the person to this service. It is exchanged for one of Graph's here, and neither
 * of the two is in any value that leaves this file: what leaves is a function.
 */
import { AuthError, InteractionRequiredAuthError } from '@azure/msal-node'
import type { Config } from '../config'
import type { DirectoryFailure } from '../groups/directory'
import { entraClient } from './entra'
import { graph, tokenFor } from './token'

export type TokenAnswer =
  | { readonly is: 'token'; readonly token: string }
  | { readonly is: 'none'; readonly why: DirectoryFailure; readonly code: string }

/** Without a name of its resource Entra takes Microsoft Graph's, in every cloud. */
const personScopes = ['User.ReadBasic.All']

/**
 * @param assertion of a person of that tenant, for the tab's registration
 * @returns undefined where the tab's registration has no secret
 */
export function onBehalfOf(
  config: Config,
): ((assertion: string, tenantId: string) => () => Promise<TokenAnswer>) | undefined {
  const { tabClientId: clientId, tabClientSecret: secret, loginUrl } = config
  if (!clientId || !secret) return undefined
  return (assertion, tenantId) => () => {
    // One of its own for each exchange: msal keeps the tokens that it gets, and these are nobody's afterwards.
    const client = entraClient(loginUrl, { clientId, secret, tenant: tenantId })
    return answered(() =>
      client.acquireTokenOnBehalfOf({ oboAssertion: assertion, scopes: personScopes, skipCache: true }),
    )
  }
}

/** The service's own, in a tenant whose administration has consented; empty where there are no credentials (tests). */
export function ownToken(config: Config): (tenantId: string) => () => Promise<TokenAnswer> {
  const { credentials } = config
  if (!credentials) return () => async () => ({ is: 'token', token: '' })
  return (tenantId) => () =>
    answered(async () => ({ accessToken: await tokenFor(graph, config, credentials, tenantId)() }))
}

async function answered(
  ask: () => Promise<{ readonly accessToken: string | undefined } | null>,
): Promise<TokenAnswer> {
  try {
    const token = (await ask())?.accessToken
    return token ? { is: 'token', token } : { is: 'none', why: 'unclear', code: 'no-token' }
  } catch (error) {
    return { is: 'none', ...reasonOf(error) }
  }
}

/** AADSTS numbers in front of a message, and msal's words for an error: codes alone, for a message may tell more. */
function reasonOf(error: unknown): { readonly why: DirectoryFailure; readonly code: string } {
  if (!(error instanceof AuthError))
    return { why: 'busy', code: error instanceof Error ? error.name : 'none' }
  const { errorCode, subError } = error
  const number = /\bAADSTS(\d{1,9})\b/.exec(error.errorMessage ?? '')?.[0]
  const code = [errorCode, subError, number].filter(Boolean).join(' ').slice(0, 120)
  // AADSTS65001: nobody has consented; no sign-in anew of the person helps where the administration must.
  if (subError === 'consent_required' || errorCode === 'consent_required' || number === 'AADSTS65001')
    return { why: 'consent', code }
  if (error instanceof InteractionRequiredAuthError) return { why: 'sign-in', code }
  return { why: refusing.has(errorCode) ? 'forbidden' : 'busy', code }
}

/** OAuth's words for: not you. */
const refusing = new Set([
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'invalid_scope',
  'unauthorized_client',
  'access_denied',
])
