/** The network's people compared with the directory of its tenant: who is there no more, and who is there again. Pure. */

/** How an account stands in the directory. disabled is seen only where the permission shows it. */
export type AccountStanding = 'there' | 'disabled' | 'gone'

/**
 * Why nothing is known. consent: nobody has agreed that the app may ask. sign-in: Entra wants the person to sign in anew.
 * forbidden: asked, and refused. busy: no answer in time, or later. unclear: an answer that is none, or not whole.
 */
export type DirectoryFailure = 'consent' | 'sign-in' | 'forbidden' | 'busy' | 'unclear'

/** Whole or not at all: a person about whom nothing was said would look like one who has gone. */
export type DirectoryAnswer =
  | { readonly is: 'read'; readonly standings: ReadonlyMap<string, AccountStanding> }
  | { readonly is: 'unread'; readonly why: DirectoryFailure }

/** Asks a tenant's directory for accounts by their object ids, in small letters. */
export type ReadDirectory = (objectIds: readonly string[]) => Promise<DirectoryAnswer>

/** Reads a tenant's directory with the rights of the person for whom Entra has made the token. */
export type DirectoryFor = (token: string, tenantId: string) => ReadDirectory

/**
 * The directory of the tenant in which the person who acts has the account, read with this person's own rights. The gate
 * makes it out of the person's token, which nobody else gets to see.
 */
export interface OwnDirectory {
  readonly tenantId: string
  readonly objectId: string
  readonly read: ReadDirectory
}

export interface KnownPerson {
  readonly memberId: string
  readonly objectId: string
  /** Has been marked as one who left the tenant. */
  readonly left: boolean
  /** The account was blocked when somebody who may see that last looked. */
  readonly blocked: boolean
}

export interface Finding {
  readonly memberId: string
  readonly objectId: string
  /** gone, disabled: no working account, whether still of the network or not. back: has left it, and has one again. */
  readonly what: 'gone' | 'disabled' | 'back'
}

export type DirectoryComparison =
  | { readonly is: 'compared'; readonly findings: readonly Finding[]; readonly asked: number }
  | { readonly is: 'failed'; readonly why: DirectoryFailure }

export interface Asking {
  /** Object id of the person who asks: certainly there, or it is another directory. */
  readonly asker?: string
  /** Whether who asks may see that an account is blocked; else it is taken to be as it was. */
  readonly seesBlocked: boolean
}

/** @param known people of the network's own tenant alone */
export function compareDirectory(
  known: readonly KnownPerson[],
  answer: DirectoryAnswer,
  { asker, seesBlocked }: Asking,
): DirectoryComparison {
  if (answer.is === 'unread') return { is: 'failed', why: answer.why }
  const { standings } = answer
  const here = known.filter(({ left }) => !left)
  // A directory in which nobody of the network is found is another one.
  const isOurs = here.length === 0 || here.some(({ objectId }) => standings.get(objectId) === 'there')
  const knowsAsker = asker === undefined || standings.get(asker) === 'there'
  if (!isOurs || !knowsAsker || known.some(({ objectId }) => !standings.has(objectId)))
    return { is: 'failed', why: 'unclear' }
  const findings = known.flatMap(({ memberId, objectId, left, blocked }): readonly Finding[] => {
    const seen = standings.get(objectId)
    const standing = seen === 'there' && blocked && !seesBlocked ? 'disabled' : seen
    if (standing === undefined || (standing === 'there' && !left)) return []
    return [{ memberId, objectId, what: standing === 'there' ? 'back' : standing }]
  })
  return { is: 'compared', findings, asked: here.length }
}

/** So few may leave in one night without anybody's yes, whatever the size of the network. */
const fewAtOnce = 5
/** The part of a network that may. More is rather a wrong tenant or a permission taken away than a night's farewells. */
const partAtOnce = 1 / 5

/** Whether the service may mark so many of those asked for by itself. */
export function mayMarkByItself(absent: number, asked: number): boolean {
  return absent <= fewAtOnce || absent <= asked * partAtOnce
}
