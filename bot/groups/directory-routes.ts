/** What the office may ask about the directory of the network's tenant. In the tab alone: only there is a person's own right to read it. */
import { z } from 'zod'
import { id } from '../inputs'
import { isRefusal } from '../refusal'
import { type Route, route } from '../route'
import type { World } from '../world'
import { compareByHand } from './use-cases/compare-directory'
import { confirmLeft } from './use-cases/mark-left'
import { showDirectory } from './use-cases/show-directory'

/** @param byItself whether the service compares every night */
export function directoryRoutes(world: World, byItself: boolean): readonly Route[] {
  return [
    route({
      name: 'directory.show',
      kind: 'read',
      does: 'When the network was compared with its tenant’s directory, who was not found there, who has left.',
      input: z.object({}),
      run: ({ member, directory }) => showDirectory(world, member, directory, byItself),
    }),
    route({
      name: 'directory.compare',
      kind: 'act',
      does: 'Asks the tenant’s directory for the network’s people on behalf of who asks, and tells who is not there. Marks nobody.',
      input: z.object({}),
      run: async ({ member, directory }) => {
        const done = await compareByHand(world, member, directory)
        return isRefusal(done) ? done : showDirectory(world, member, directory, byItself)
      },
    }),
    route({
      name: 'directory.confirm',
      kind: 'act',
      does: 'Marks as having left whom the comparison did not find.',
      input: z.object({ run: id }),
      run: ({ member }, input) => confirmLeft(world, member, input.run),
    }),
  ]
}
