/** Who acts, proven: only the gates (Teams activity, tab token, personal link) mint a Member, and no use case takes less. */
import type { Door } from '../audit/door'
import type { Language } from './view'

declare const proven: unique symbol

export type Role = 'coordinator' | 'member' | 'observer'

export interface MemberFacts {
  readonly networkId: string
  readonly network: { readonly name: string; readonly language: Language; readonly zone: string }
  readonly id: string
  readonly name: string
  readonly organisation: string
  readonly organisationId: string
  readonly language: Language
  /** 29:… towards this bot, as last seen; null before the first activity. */
  readonly teamsUserId: string | null
  /** Group id -> role in it. */
  readonly memberships: Readonly<Record<string, Role>>
  readonly seat: boolean
  readonly chair: boolean
  readonly office: boolean
}

export interface Member extends MemberFacts {
  /** By which door this person has come in. */
  readonly door: Door
  readonly [proven]: true
}

/** For the gates alone (`tests/house` holds whoever else calls it). */
export function mintMember(facts: MemberFacts, door: Door): Member {
  return { ...facts, door } as Member
}
