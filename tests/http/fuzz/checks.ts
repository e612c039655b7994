/** What holds of every answer, whatever was asked. */
import { wordsOf } from '../../support/teams-scene'
import type { FuzzRequest } from './requests'

export interface FuzzAnswer {
  readonly status: number
  readonly type: string
  readonly text: string
}

/** @returns what is wrong with the answer; undefined when nothing is. */
export function wrongWith(request: FuzzRequest, { status, type, text }: FuzzAnswer): string | undefined {
  // Teams is asked for a roster, and does not answer for a channel that only this service believes in: in words.
  const unread = status === 503 && text.includes('"code":"groups:roster-unread"')
  if (status >= 500 && !unread) return `HTTP ${status}`
  if (text.length > 300_000) return 'an endless answer'
  const secret = request.actor?.secrets.find((word) => text.includes(word))
  if (secret) return `another network's data: ${secret}`
  // Whoever may take the network or the audit log along gets a file.
  if (status === 200 && /^\/api\/\w+\.export\b/.test(request.path) && !type.includes('json')) return undefined
  if (!type.includes('json')) return `no JSON but ${type}`
  const body = parsed(text)
  if (body === undefined) return 'JSON that cannot be read'
  if (type.includes('card')) return wrongCard(body)
  if (request.door === 'teams' && status === 200) return 'value' in body ? wrongCard(body.value) : undefined
  return status >= 400 ? wrongRefusal(body.refusal) : undefined
}
function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function wrongCard(card: unknown): string | undefined {
  const { type, version, body } = (card ?? {}) as Readonly<Record<string, unknown>>
  if (type !== 'AdaptiveCard' || version !== '1.5') return 'no card'
  return Array.isArray(body) && wordsOf(body).some((words) => words.trim() !== '')
    ? undefined
    : 'a card without words'
}

function wrongRefusal(refusal: unknown): string | undefined {
  const sentences = (refusal ?? {}) as Readonly<Record<string, unknown>>
  for (const name of ['what', 'why', 'instead']) {
    const sentence = sentences[name]
    if (typeof sentence !== 'string' || sentence.trim() === '') return `a refusal without "${name}"`
    if (sentence.includes('{{')) return `a refusal with a hole: ${sentence}`
  }
  return undefined
}
