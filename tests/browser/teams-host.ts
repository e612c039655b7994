/** Stands in for Teams in a browser: a page that frames the tab and answers what teams-js asks of its host. */
import type { Frame, Page } from 'playwright-core'

export interface Hosted {
  /** Of the service. */
  readonly url: string
  readonly token: string
  readonly subPage?: string
  readonly theme?: string
  readonly locale?: string
  /** Tenant that owns the channel in which the tab stands. */
  readonly ownerTenantId?: string
}

/** A page of `origin` with the tab in a frame that fills it. */
export async function frameIn(page: Page, origin: string, html: string): Promise<Frame> {
  await page.route(`${origin}/**`, (route) => route.fulfill({ contentType: 'text/html', body: html }))
  await page.goto(`${origin}/host`)
  const frame = await (await page.waitForSelector('iframe')).contentFrame()
  if (!frame) throw new Error('no frame in the host page')
  return frame
}

/** Answers what teams-js asks of its host, as Teams in a browser does. */
export function hostPage({
  url,
  token,
  subPage = '',
  theme = 'dark',
  locale = 'de-de',
  ownerTenantId,
}: Hosted): string {
  const versions = { apiVersion: 4, hostVersionsInfo: {}, isLegacyTeams: false, supports: { pages: {} } }
  const context = {
    actionInfo: {},
    app: { locale, sessionId: 's', theme, host: { name: 'Teams', clientType: 'web' } },
    page: { id: 'verbund', frameContext: 'content', subPageId: subPage },
    user: { id: 'u1' },
    subEntityId: subPage,
    theme,
    locale,
    ...(ownerTenantId && { hostTeamTenantId: ownerTenantId, channelId: '19:c@thread.tacv2' }),
    entityId: 'verbund',
    userObjectId: 'u1',
  }
  const answers = {
    initialize: ['content', 'web', JSON.stringify(versions), '2.58.0'],
    getContext: [context],
    'authentication.getAuthToken': [true, token],
  }
  return `<!doctype html><body style="margin:0"><script>
    const answers = ${JSON.stringify(answers)}
    addEventListener('message', ({ data, source, origin }) => {
      if (!data?.func || !answers[data.func]) return
      const { id, uuid, uuidAsString } = data
      source.postMessage({ id, uuid, uuidAsString, args: answers[data.func] }, origin)
    })
  </script><iframe src="${url}/tab/" style="width:100vw;height:100vh;border:0"></iframe>`
}
