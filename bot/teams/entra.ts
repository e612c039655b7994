/** Entra's tokens for the house's own registrations, by msal-node. */
import { ConfidentialClientApplication, type INetworkModule, type NetworkResponse } from '@azure/msal-node'

export interface Registration {
  readonly clientId: string
  readonly secret: string
  /** Who is asked for tokens: a tenant, or botframework.com. */
  readonly tenant: string
}

/** @param loginUrl where Entra is; in clear on this machine alone, where a stand-in may take its place */
export function entraClient(
  loginUrl: string,
  { clientId, secret, tenant }: Registration,
): ConfidentialClientApplication {
  const { host, hostname } = new URL(loginUrl)
  // msal takes an authority that speaks TLS and no other.
  const secure = isLoopback(hostname) ? loginUrl.replace(/^http:/, 'https:') : loginUrl
  return new ConfidentialClientApplication({
    auth: {
      clientId,
      authority: `${secure}/${tenant}`,
      clientSecret: secret,
      // Who runs the service has named it: nobody else is asked whether it is one of Microsoft's.
      knownAuthorities: [host],
    },
    system: { networkClient: networkTowards(loginUrl, secure) },
  })
}

/** msal's own client waits for an answer without end. */
const timeoutMs = 10_000

type Options = Parameters<INetworkModule['sendPostRequestAsync']>[1]

function networkTowards(loginUrl: string, secure: string): INetworkModule {
  const address = (url: string) => (url.startsWith(secure) ? `${loginUrl}${url.slice(secure.length)}` : url)
  const ask = async <T>(
    url: string,
    options: Options,
    method: 'GET' | 'POST',
  ): Promise<NetworkResponse<T>> => {
    const response = await fetch(address(url), {
      method,
      headers: options?.headers ?? {},
      ...(method === 'POST' && { body: options?.body ?? '' }),
      signal: AbortSignal.timeout(timeoutMs),
      // A secret goes nowhere but to whom it is addressed.
      redirect: 'error',
    })
    return {
      headers: Object.fromEntries(response.headers),
      body: (await response.json()) as T,
      status: response.status,
    }
  }
  return {
    sendGetRequestAsync: (url, options) => ask(url, options, 'GET'),
    sendPostRequestAsync: (url, options) => ask(url, options, 'POST'),
  }
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}
