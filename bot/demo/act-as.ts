/** How the demo comes to act as somebody: through the tab's gate, like everyone. */
import type { Member } from '../groups/member'

export type ActAs = (objectId: string) => Promise<Member>
