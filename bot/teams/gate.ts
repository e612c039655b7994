/** The first gate: is this activity from Teams? botbuilder checks the token; its known holes are closed before it. */
import {
  type Activity as BotActivity,
  CallerIdConstants,
  ConfigurationBotFrameworkAuthentication,
  type ConfigurationBotFrameworkAuthenticationOptions,
} from 'botbuilder'
import { AuthenticationConstants } from 'botframework-connector'
import { decodeJwt } from 'jose'
import type { Config } from '../config'
import { type Activity, tenantsIn } from './activity'

/** `why` is for the log: it never holds the token. */
export type GateAnswer =
  | { readonly is: 'open' }
  | { readonly is: 'no-token' | 'forged' | 'strange-host' | 'strange-tenant'; readonly why: string }

/** @throws where nobody can tell: the keys that Teams signs with cannot be had */
export type Gate = (activity: Activity, authorization: string) => Promise<GateAnswer>

const issuer = 'https://api.botframework.com'

export function openGate(config: Config): Gate {
  const authentication = new ConfigurationBotFrameworkAuthentication(settings(config))
  return async (activity, authorization) => {
    // The bot's own token goes to whatever address an activity names, and botbuilder no longer looks (trap 8).
    if (!isServiceHost(activity.serviceUrl, config.serviceHosts))
      return { is: 'strange-host', why: `serviceUrl is not in SERVICE_HOSTS: ${hostOf(activity.serviceUrl)}` }
    if (config.credentials) {
      // Another channel's name would lead botbuilder to another validator.
      if (activity.channelId !== 'msteams') return { is: 'forged', why: 'not from the channel msteams' }
      const token = /^Bearer (\S+)$/.exec(authorization)?.[1]
      if (!token) return { is: 'no-token', why: 'no token' }
      // botbuilder's door for the emulator stays open in production: it stores four issuers for each unverified
      // token, without end, and skips audience and serviceUrl (trap 6). Only Teams' own issuer comes this far.
      if (!isChannelToken(token)) return { is: 'forged', why: 'not a token of Bot Framework' }
    }
    try {
      await authentication.authenticateRequest(activity as unknown as BotActivity, authorization)
      return config.credentials ? tenantCheck(activity, config.tenants) : { is: 'open' }
    } catch (error) {
      if (isOutage(error)) throw new Error('the keys of Teams cannot be had', { cause: error })
      return { is: 'forged', why: String(error).slice(0, 200) }
    }
  }
}

/**
 * Bot Framework's token is the same for every tenant, and botbuilder looks at none (PLATFORM 11). All that the activity
 * names have to be let in: where it takes place, and in a shared channel that of who sent it.
 */
function tenantCheck(activity: Activity, allowed: readonly string[]): GateAnswer {
  const named = tenantsIn(activity)
  if (named.length === 0) return { is: 'strange-tenant', why: 'the activity names no tenant' }
  const strange = named.find((tenant) => !allowed.includes(tenant))
  return strange === undefined
    ? { is: 'open' }
    : { is: 'strange-tenant', why: `not in TENANTS: ${strange.slice(0, 40)}` }
}

/** botbuilder fetches the keys itself: not with 200 (it says 500 for it), or not at all. All else speaks of the token. */
function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return error.name === 'FetchError' || ('statusCode' in error && error.statusCode === 500)
}

const hostOf = (address: string) =>
  URL.canParse(address) ? new URL(address).host.slice(0, 100) : 'no address'

function settings({ credentials, botOpenIdUrl }: Config): ConfigurationBotFrameworkAuthenticationOptions {
  if (!credentials) return {}
  return {
    MicrosoftAppType: credentials.type,
    MicrosoftAppId: credentials.appId,
    ...(credentials.password && { MicrosoftAppPassword: credentials.password }),
    ...(credentials.tenantId && { MicrosoftAppTenantId: credentials.tenantId }),
    // Microsoft's public cloud. botbuilder takes all of these or none.
    ValidateAuthority: true,
    ToChannelFromBotLoginUrl: AuthenticationConstants.ToChannelFromBotLoginUrl,
    ToChannelFromBotOAuthScope: AuthenticationConstants.ToChannelFromBotOAuthScope,
    ToBotFromChannelTokenIssuer: issuer,
    OAuthUrl: AuthenticationConstants.OAuthUrl,
    ToBotFromChannelOpenIdMetadataUrl: botOpenIdUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl,
    CallerId: CallerIdConstants.PublicAzureChannel,
  } as ConfigurationBotFrameworkAuthenticationOptions
}

/** What Bot Framework's own tokens never carry, and what leads botbuilder to the emulator's or a skill's validator. */
const othersClaims = ['tid', 'ver', 'appid', 'azp']

function isChannelToken(token: string): boolean {
  try {
    const claims = decodeJwt(token)
    return claims.iss === issuer && othersClaims.every((name) => !(name in claims))
  } catch {
    return false
  }
}

/** Whether the bot's token may be sent there: an allowed host, and https for all but loopback. */
export function isServiceHost(serviceUrl: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(serviceUrl)) return false
  const { protocol, hostname, username, password } = new URL(serviceUrl)
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return (
    username === '' &&
    password === '' &&
    hosts.includes(hostname) &&
    (protocol === 'https:' || (loopback && protocol === 'http:'))
  )
}
