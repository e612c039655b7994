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
