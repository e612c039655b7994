/** Where a page of the tab is opened from a card: inside Teams where there is one, else in the browser. */
import type { Config } from '../config'

/** `entityId` of the static tab in the manifest. */
const tabEntity = 'verbund'

export function pageLinks({ credentials, teamsAppId, publicUrl }: Config): (path: string) => string {
  if (!credentials) return (path) => `${publicUrl}/tab/${path}`
  const appId = teamsAppId ?? credentials.appId
  return (path) => {
    const context = encodeURIComponent(JSON.stringify({ subEntityId: path }))
    const webUrl = encodeURIComponent(`${publicUrl}/tab/${path}`)
    return `https://teams.microsoft.com/l/entity/${appId}/${tabEntity}?webUrl=${webUrl}&context=${context}`
  }
}

/**
 * Where a personal link is opened. The token stands in the fragment: that part of an address leaves the browser in no
 * request and in no Referer, so no log and no proxy ever holds it.
 */
export function personalAddress({ publicUrl }: Config): (token: string) => string {
  return (token) => `${publicUrl}/tab/link#${token}`
}
