/** What the network keeps of a person as such: name and addresses, groups, seats, chats. And how it is taken out. */
import { sql } from 'kysely'
import type { Transaction } from '../database/database'
import { raw } from '../database/query'
import type { Asked, Fate, KeptPart, Row } from '../keeping/kept'
import type { RetentionStep } from '../keeping/retention'
import type { Wording } from '../texts'
import { forgetStrangers } from './channel-store'
import { forgetDeparturesOf } from './departure-store'
import { forgetFinding } from './directory-store'
import { inTheTab } from './network-choice'
import { forgetNewcomers } from './newcomer-store'

type Kept = Readonly<Record<string, readonly Row[]>>

export const personPart: KeptPart = {
  name: 'person',
  covers: [
    ...[
      'name',
      'aad_object_id',
      'teams_user_id',
      'language',
      'mail',
      'digest',
      'left_why',
      'home_tenant_id',
    ].map((column) => `member.${column}`),
    'channel.member_id',
    'channel.conversation_id',
    'channel.service_url',
    'channel.name',
    'chat_choice.member_id',
    'chat_choice.conversation_id',
    'channel_departure.member_id',
    'directory_finding.member_id',
    'directory_finding.what',
    'directory_finding.object_id',
  ],
  read: async (tx, asked) => ({
    member: await memberRow(tx, asked),
    channel: await chatRows(tx, asked),
    chat_choice: await choiceRows(tx, asked),
    directory_finding: await findingRows(tx, asked),
    channel_departure: await departureRows(tx, asked),
  }),
  say: sayPerson,
  fate: ({ member = [], channel = [] }, words): Fate => ({
    goes: [
      words.t('groups:kept.name-goes', { name: String(member[0]?.name ?? '') }),
      ...(channel.length > 0 ? [words.t('groups:kept.chats-go', { count: channel.length })] : []),
    ],
    stays: [
      words.t('groups:kept.organisation-stays', { organisation: String(member[0]?.organisation ?? '') }),
    ],
  }),
  erase: async (tx, { memberId }) => {
    await forgetFinding(tx, memberId)
    await forgetDeparturesOf(tx, memberId)
  },
}

function findingRows(tx: Transaction, { memberId }: Asked) {
  return tx.all(
    raw(sql<Row>`select f.what, f.object_id as "entraObjectId", r.at as "comparedAt"
      from directory_finding f join directory_run r on r.id = f.run_id where f.member_id = ${memberId}`),
  )
}

function memberRow(tx: Transaction, { memberId }: Asked) {
  return tx.all(
    raw(sql<Row>`select m.id, m.name, o.name as organisation, m.language, m.mail, m.digest, m.office,
        m.aad_object_id as "entraObjectId", m.home_tenant_id as "homeTenantId", m.teams_user_id as "teamsUserId", m.left_at as "leftAt",
        m.left_why as "leftWhy"
      from member m join organisation o on o.id = m.organisation_id where m.id = ${memberId}`),
  )
}

function departureRows(tx: Transaction, { memberId }: Asked) {
  return tx.all(
    raw(sql<Row>`select g.name as group, d.at from channel_departure d join channel c on c.id = d.channel_id
      left join working_group g on g.id = c.group_id where d.member_id = ${memberId} order by d.at`),
  )
}

function choiceRows(tx: Transaction, { memberId }: Asked) {
  return tx.all(
    raw(sql<Row>`select conversation_id as "conversationId", chosen_at as "chosenAt"
      from chat_choice where member_id = ${memberId} order by chosen_at`),
  )
}

function chatRows(tx: Transaction, { memberId }: Asked) {
  return tx.all(
    raw(sql<Row>`select conversation_id as "conversationId", kind, name, service_url as "serviceUrl", installed, used_at as "usedAt"
      from channel where member_id = ${memberId} order by id`),
  )
}

function sayPerson(
  { member = [], channel = [], chat_choice = [], directory_finding = [], channel_departure = [] }: Kept,
  words: Wording,
): readonly string[] {
  const [row = {}] = member
  const said = (key: string) => (row[key] === null || row[key] === undefined ? '–' : String(row[key]))
  return [
    words.t('groups:kept.name', { name: said('name'), organisation: said('organisation') }),
    words.t('groups:kept.mail', { mail: said('mail') }),
    words.t('groups:kept.entra', { id: said('entraObjectId') }),
    ...(row.homeTenantId ? [words.t('groups:kept.home', { id: said('homeTenantId') })] : []),
    words.t('groups:kept.teams', { id: said('teamsUserId') }),
    words.t(row.language === 'en' ? 'groups:kept.reads-en' : 'groups:kept.reads-de'),
    words.t(row.digest === 'weekly' ? 'groups:language.digest-weekly' : 'groups:language.digest-daily'),
    ...(row.leftAt instanceof Date ? [words.t('groups:kept.left', { at: words.instant(row.leftAt) })] : []),
    ...directory_finding.map(({ what, comparedAt }) =>
      words.t(`groups:kept.directory-${what as 'gone' | 'disabled' | 'back'}`, {
        at: comparedAt instanceof Date ? words.instant(comparedAt) : '',
      }),
    ),
    ...channel_departure.map(({ group, at }) =>
      words.t('groups:kept.departed', {
        group: String(group ?? ''),
        at: at instanceof Date ? words.instant(at) : '',
      }),
    ),
    ...channel.map((chat) => words.t('groups:kept.chat', { id: String(chat.conversationId) })),
    ...chat_choice.map(({ conversationId, chosenAt }) =>
      words.t(conversationId === inTheTab ? 'groups:kept.chosen-in-tab' : 'groups:kept.chosen', {
        id: String(conversationId),
        at: chosenAt instanceof Date ? words.instant(chosenAt) : '',
      }),
    ),
  ]
}

export const strangersStep: RetentionStep = {
  kind: 'strangers',
  forget: async (tx, before, most) =>
    (await forgetNewcomers(tx, before, most)) + (await forgetStrangers(tx, before, most)),
}

export const rolesPart: KeptPart = {
  name: 'roles',
  covers: [
    'membership.member_id',
    'join_request.member_id',
    'join_request.answered_by',
    'seat.holder_id',
    'seat.deputy_id',
  ],
  read: async (tx, asked) => ({
    member: await memberRow(tx, asked),
    membership: await tx.all(
      raw(sql<Row>`select g.name as group, ms.role, ms.joined_at as "joinedAt"
        from membership ms join working_group g on g.id = ms.group_id
        where ms.member_id = ${asked.memberId} order by g.name`),
    ),
    join_request: await tx.all(
      raw(sql<Row>`select g.name as group, r.asked_at as "askedAt", r.answered_at as "answeredAt", r.accepted,
          r.member_id = ${asked.memberId} as "mine"
        from join_request r join working_group g on g.id = r.group_id
        where ${asked.memberId}::uuid in (r.member_id, r.answered_by) order by r.asked_at`),
    ),
    seat: await tx.all(
      raw(sql<Row>`select o.name as organisation, s.holder_id is not distinct from ${asked.memberId} as holder, s.chair
        from seat s join organisation o on o.id = s.organisation_id
        where ${asked.memberId}::uuid in (s.holder_id, s.deputy_id) order by o.name`),
    ),
  }),
  say: sayRoles,
  fate: ({ membership = [], seat = [], member = [] }, words): Fate => ({
    goes: [
      ...(membership.length > 0 ? [words.t('groups:kept.groups-go', { count: membership.length })] : []),
      ...membership
        .filter(({ role }) => role === 'coordinator')
        .map((one) => words.t('groups:kept.coordination-goes', { group: String(one.group) })),
      ...seat.map((one) => words.t('groups:kept.seat-goes', { organisation: String(one.organisation) })),
      ...(member[0]?.office === true ? [words.t('groups:kept.office-goes')] : []),
    ],
    stays: [],
  }),
}

function sayRoles(
  { member = [], membership = [], join_request = [], seat = [] }: Kept,
  words: Wording,
): readonly string[] {
  const lines = [
    ...(member[0]?.office === true ? [words.t('groups:kept.office')] : []),
    ...membership.map(({ group, role, joinedAt }) =>
      words.t('groups:kept.member-of', {
        group: String(group),
        role: words.t(`groups:kept.role-${role as 'coordinator' | 'member' | 'observer'}`),
        at: joinedAt instanceof Date ? words.instant(joinedAt) : '',
      }),
    ),
    ...seat.map(({ organisation, holder, chair }) =>
      words.t(chair && holder ? 'groups:kept.chair' : holder ? 'groups:kept.holder' : 'groups:kept.deputy', {
        organisation: String(organisation),
      }),
    ),
    ...join_request.map((request) => sayRequest(request, words)),
  ]
  return lines.length > 0 ? lines : [words.t('groups:kept.no-roles')]
}

function sayRequest({ group, askedAt, accepted, mine }: Row, words: Wording): string {
  const asked = words.t(mine ? 'groups:kept.asked' : 'groups:kept.decided', {
    group: String(group),
    at: askedAt instanceof Date ? words.instant(askedAt) : '',
  })
  const outcome = accepted === null ? 'waits' : accepted === true ? 'accepted' : 'declined'
  return words.t(`groups:kept.request-${outcome}`, { asked })
}

/** Answered ones; what waits goes on waiting for its answer. */
export const requestsStep: RetentionStep = {
  kind: 'requests',
  forget: (tx, before, most) =>
    tx.run(
      raw(sql`delete from join_request where id in (
        select r.id from join_request r where r.answered_at < ${before}
        order by r.id limit ${most} for update skip locked)`),
    ),
}
