/** Who is in a channel as Teams tells it, compared with who is in its group. Pure. */

export interface RosterPerson {
  /** 29:… towards this bot. */
  readonly teamsUserId: string
  readonly objectId: string
  /** The tenant the person belongs to; another one than the network's in shared channels. null: Teams has not said it. */
  readonly tenantId: string | null
  readonly name: string
  /** As the tenant's directory has it. */
  readonly mail: string | null
}

/** Reads all pages of a conversation's roster. null: Teams did not answer in the end, or the bot is not there. */
export type ReadRoster = (
  networkId: string,
  place: { readonly serviceUrl: string; readonly conversationId: string },
) => Promise<readonly RosterPerson[] | null>

export interface KnownAccount {
  readonly memberId: string
  readonly objectId: string | null
  readonly mail: string | null
  readonly inGroup: boolean
}

export interface Comparison {
  /** People of the network without an account so far, who are known by their mail address. */
  readonly accounts: readonly { readonly memberId: string; readonly person: RosterPerson }[]
  /** In the channel and in the network, but not in the group. */
  readonly outside: readonly string[]
  /** In the channel, and not in the network at all. */
  readonly strangers: readonly RosterPerson[]
  /** In the group with an account, but not in the channel: they do not see what is posted there. */
  readonly absent: readonly string[]
}

/**
 * @param home the network's own tenant: only its directory is believed about mail addresses. Another company's, whose people
 * are in a shared channel, could give any of its accounts anybody's address. Nor is somebody believed whose tenant Teams
 * does not say: whether a channel is shared no activity tells for sure, and whoever is not recognised is taken in by hand.
 */
export function compareRoster(
  roster: readonly RosterPerson[],
  known: readonly KnownAccount[],
  home: string,
): Comparison {
  const byObjectId = new Map(known.flatMap((one) => (one.objectId ? [[one.objectId, one] as const] : [])))
  // An address leads to an account once: whoever has one already keeps it.
  const byMail = new Map(
    known.flatMap((one) =>
      one.objectId === null && one.mail ? [[one.mail.toLowerCase(), one] as const] : [],
    ),
  )
  const found = roster.map((person) => {
    const account = byObjectId.get(person.objectId)
    const believed = account === undefined && person.tenantId === home
    return { person, account, mailed: believed ? byMail.get(person.mail?.toLowerCase() ?? '') : undefined }
  })
  const present = new Set(found.flatMap(({ account, mailed }) => (account ?? mailed)?.memberId ?? []))
  return {
    accounts: found.flatMap(({ person, mailed }) => (mailed ? [{ memberId: mailed.memberId, person }] : [])),
    outside: found.flatMap(({ account, mailed }) => {
      const one = account ?? mailed
      return one && !one.inGroup ? [one.memberId] : []
    }),
    strangers: found.flatMap(({ person, account, mailed }) => (account || mailed ? [] : [person])),
    absent: known.flatMap((one) =>
      one.inGroup && one.objectId !== null && !present.has(one.memberId) ? [one.memberId] : [],
    ),
  }
}
