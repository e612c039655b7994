/** What the office may ask of links. Who comes by one asks at `http/link-door.ts`. */
import { z } from 'zod'
import { code, id } from '../inputs'
import { type Route, route } from '../route'
import type { LinkDesk } from './desk'
import { handOverLink } from './use-cases/hand-over-link'
import { listLinks } from './use-cases/list-links'
import { revokePersonalLink } from './use-cases/revoke-link'

export function linkRoutes(desk: LinkDesk): readonly Route[] {
  return [
    route({
      name: 'link.list',
      kind: 'read',
      does: 'Lists the personal links of somebody without Teams, and to what one can be handed over.',
      input: z.object({ member: id }),
      run: ({ member }, input) => listLinks(desk, member, input.member),
    }),
    route({
      name: 'link.hand-over',
      kind: 'act',
      does: 'Makes a personal link for the office to hand over; its address is told this once.',
      input: z.object({ member: id, purpose: code, matter: id }),
      run: ({ member }, { member: memberId, purpose, matter: matterId }) =>
        handOverLink(desk, member, { memberId, purpose, matterId }),
    }),
    route({
      name: 'link.revoke',
      kind: 'act',
      does: 'Takes a personal link back: it works in no browser any more.',
      input: z.object({ link: id }),
      run: ({ member }, input) => revokePersonalLink(desk.world, member, input.link),
    }),
  ]
}
