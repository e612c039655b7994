/** What the outside may ask of what is kept: one's own data, erasure; for the office also others', times, the audit log. */
import { z } from 'zod'
import { execute } from '../card/elements'
import { privateCard } from '../card/frame'
import { knownPeople } from '../groups/erasure-store'
import type { Member } from '../groups/member'
import { lacks } from '../groups/rights'
import { id } from '../inputs'
import { retentionKinds } from '../keeping/retention'
import { isRefusal, type Refusal, refuse } from '../refusal'
import { isReadByAll, type Route, route, type Turn } from '../route'
import type { World } from '../world'
import { dataCard } from './cards/data-card'
import { erasedCard, erasureCard } from './cards/erasure-card'
import type { DataDesk } from './desk'
import { erasePerson } from './use-cases/erase-person'
import { previewErasure } from './use-cases/preview-erasure'
import { changeRetention, showRetention } from './use-cases/set-retention'
import { checkAuditLog, exportAuditLog, showAuditLog } from './use-cases/show-audit-log'
import { exportData, showOwnData } from './use-cases/show-data'
import type { KeptPeopleView } from './view'

const nothing = z.object({})
const person = z.object({ member: id.optional() })

export function dataRoutes(desk: DataDesk): readonly Route[] {
  return [...ownRoutes(desk), ...erasureRoutes(desk), ...officeRoutes(desk), ...auditRoutes(desk)]
}

function ownRoutes(desk: DataDesk): readonly Route[] {
  const { world } = desk
  return [
    route({
      name: 'data.show',
      kind: 'read',
      does: 'Shows everything that is kept about me, in words.',
      input: nothing,
      run: ({ member, words }) => showOwnData(desk, member, words),
      card: (view, turn) =>
        isReadByAll(turn)
          ? privateCard(turn.words, execute(turn.words.t('data:card.show'), 'data.show', {}))
          : dataCard(view, { words: turn.words, pageUrl: world.pageUrl('data'), alone: isAlone(turn) }),
    }),
    route({
      name: 'data.export',
      kind: 'act',
      does: 'Hands over everything that is kept about me, in words and as a file; about somebody else for the office.',
      input: person,
      run: ({ member, words }, input) => exportData(desk, member, words, input.member),
    }),
  ]
}

const isAlone = ({ place }: Turn) => place === null || place.kind === 'personal'

/** What cannot be taken back is neither offered nor done where others read along. */
const onlyAlone = (turn: Turn): Refusal | undefined => (isAlone(turn) ? undefined : refuse('data:not-here'))

/** A card's tick comes as text. */
const ticked = z.union([z.boolean(), z.enum(['true', 'false'])]).default(false)

function erasureRoutes(desk: DataDesk): readonly Route[] {
  const pageUrl = () => desk.world.pageUrl('data')
  return [
    route({
      name: 'data.erasure',
      kind: 'read',
      does: 'Says what erasing me would take away and what would stay; of somebody else for the office.',
      input: person,
      run: async (turn, input) =>
        onlyAlone(turn) ?? previewErasure(desk, turn.member, turn.words, input.member),
      card: (view, { words }) => erasureCard(view, words, pageUrl()),
    }),
    route({
      name: 'data.erase',
      kind: 'act',
      does: 'Erases me for good: a pseudonym takes my place. Somebody else for the office.',
      input: person.extend({ sure: ticked }),
      run: async (turn, { sure, member }) =>
        onlyAlone(turn) ?? erasePerson(desk, turn.member, sure === true || sure === 'true', member),
      card: (view, { words }) => erasedCard(view, words),
      beneath: async (turn, typed) => {
        const asked = person.safeParse(typed)
        if (!asked.success || !isAlone(turn)) return undefined
        const view = await previewErasure(desk, turn.member, turn.words, asked.data.member)
        return isRefusal(view) ? undefined : erasureCard(view, turn.words, pageUrl())
      },
    }),
  ]
}

function officeRoutes({ world }: DataDesk): readonly Route[] {
  return [
    route({
      name: 'data.people',
      kind: 'read',
      does: 'Lists the people of whom something is kept, those who left with them.',
      input: nothing,
      run: ({ member }) => listPeople(world, member),
    }),
    route({
      name: 'retention.show',
      kind: 'read',
      does: 'Shows how long each kind of record is kept, and within which bounds that may be set.',
      input: nothing,
      run: ({ member, words }) => showRetention(world, member, words),
    }),
    route({
      name: 'retention.set',
      kind: 'act',
      does: 'Sets how many days a kind of record is kept.',
      input: z.object({
        kind: z.enum(retentionKinds, { error: 'not-a-choice' }),
        days: z.coerce.number().int().min(1).max(36_500),
      }),
      run: ({ member, words }, input) => changeRetention(world, member, words, input.kind, input.days),
    }),
  ]
}

async function listPeople(world: World, member: Member): Promise<KeptPeopleView | Refusal> {
  const lacking = lacks(member, 'administer')
  if (lacking) return lacking
  return { people: await world.database.inNetwork(member.networkId, knownPeople) }
}

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** What is sought in the audit log; all of it must fit. */
const wish = z.object({
  who: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .refine((text) => text.isWellFormed() && !text.includes('\0'))
    .optional(),
  what: z
    .string()
    .regex(/^[a-z-]{1,30}\.[a-z-]{1,40}$/)
    .optional(),
  matter: z
    .string()
    .regex(/^[\w:-]{1,60}$/)
    .optional(),
  itself: z
    .enum(['true'])
    .transform(() => true)
    .optional(),
  from: day.optional(),
  until: day.optional(),
})

function auditRoutes(desk: DataDesk): readonly Route[] {
  return [
    route({
      name: 'audit.show',
      kind: 'read',
      does: 'Shows the audit log, newest first, in pages: who did what, when, by which door.',
      input: wish.extend({ before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional() }),
      run: ({ member, words }, input) => showAuditLog(desk, member, words, input),
    }),
    route({
      name: 'audit.check',
      kind: 'read',
      does: 'Reads the whole audit log anew and tells whether it is whole.',
      input: nothing,
      run: ({ member }) => checkAuditLog(desk, member),
    }),
    route({
      name: 'audit.export',
      kind: 'act',
      does: 'Hands over the audit log, or what is sought of it, as a CSV file.',
      input: wish,
      run: ({ member, words }, input) => exportAuditLog(desk, member, words, input),
    }),
  ]
}
