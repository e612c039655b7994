/** What the office may ask: organisations, people, groups, imports, exports. */
import { z } from 'zod'
import { account, id, language, line, mail, zone } from '../inputs'
import { isRefusal } from '../refusal'
import { type Route, route } from '../route'
import type { World } from '../world'
import { benches, sizeBands } from './bench'
import { importView } from './import-words'
import { lacks } from './rights'
import { states } from './set-up'
import { addGroup, addMember, addOrganisation } from './use-cases/administer'
import { changeNetwork } from './use-cases/change-network'
import {
  changeMember,
  changeOrganisation,
  removeMember,
  removeOrganisation,
  takeBackMember,
} from './use-cases/change-people'
import { exportKinds, exportNetwork } from './use-cases/export-network'
import { importPeople, previewImport } from './use-cases/import-people'
import { listPeople } from './use-cases/list-people'
import { unlinkAccount } from './use-cases/unlink-account'

const choice = <const T extends readonly [string, ...string[]]>(of: T) =>
  z.enum(of, { error: 'not-a-choice' })
/** An empty field of a form says that there is none. */
const none = z.literal('').transform(() => null)
const yes = z.boolean({ error: 'not-a-choice' })

const organisation = z.object({
  name: line(160),
  bench: choice(benches),
  sector: line(80).or(z.literal('')).default(''),
  size: choice(sizeBands).or(none).nullable().default(null),
  parent: id.or(none).nullable().default(null),
})

const person = z.object({ name: line(120), organisation: id, mail: mail.default(null) })

const file = z.instanceof(Uint8Array, { error: 'no-file' })

export function officeRoutes(world: World): readonly Route[] {
  return [...settingRoutes(world), ...organisationRoutes(world), ...peopleRoutes(world), ...fileRoutes(world)]
}

function organisationRoutes(world: World): readonly Route[] {
  return [
    route({
      name: 'organisation.add',
      kind: 'act',
      does: 'Adds an organisation to the network.',
      input: organisation,
      run: ({ member }, { parent, ...rest }) => addOrganisation(world, member, { ...rest, parentId: parent }),
    }),
    route({
      name: 'organisation.change',
      kind: 'act',
      does: 'Changes an organisation: name, bench, sector, size, family.',
      input: organisation.extend({ organisation: id }),
      run: ({ member }, { organisation: own, parent, ...rest }) =>
        changeOrganisation(world, member, { id: own, ...rest, parentId: parent }),
    }),
    route({
      name: 'organisation.remove',
      kind: 'act',
      does: 'Removes an organisation that has no people, no seats and no family below it. Who has left keeps it as theirs.',
      input: z.object({ organisation: id }),
      run: ({ member }, input) => removeOrganisation(world, member, input.organisation),
    }),
  ]
}

function peopleRoutes(world: World): readonly Route[] {
  return [
    route({
      name: 'member.list',
      kind: 'read',
      does: 'Lists the people of the network for the office, or those who match what is searched for.',
      input: z.object({ search: line(100).or(z.literal('')).default('') }),
      run: ({ member }, input) => listPeople(world, member, input.search),
    }),
    route({
      name: 'member.add',
      kind: 'act',
      does: 'Takes somebody into the network.',
      // The account, as a channel's roster has it: the office takes in whom it sees there.
      input: person.extend({
        language: choice(['de', 'en']).optional(),
        account: account.nullable().default(null),
        tenant: account.nullable().default(null),
      }),
      run: (
        { member },
        { organisation: organisationId, language: reads, account: objectId, tenant, ...rest },
      ) =>
        addMember(world, member, {
          ...{ ...rest, organisationId, objectId },
          ...(reads && { language: reads }),
          ...(tenant && { homeTenantId: tenant }),
        }),
    }),
    route({
      name: 'member.change',
      kind: 'act',
      does: 'Changes somebody: name, organisation, mail address, whether of the office; takes a wrong account away.',
      input: person.extend({ member: id, office: yes, unlink: yes.default(false) }),
      run: ({ member }, { member: own, organisation: organisationId, ...rest }) =>
        changeMember(world, member, { id: own, organisationId, ...rest }),
    }),
    route({
      name: 'member.unlink-account',
      kind: 'act',
      does: 'Takes the account from somebody: whoever signs in with it is that person no more.',
      input: z.object({ member: id }),
      run: ({ member }, input) => unlinkAccount(world, member, input.member),
    }),
    route({
      name: 'member.remove',
      kind: 'act',
      does: 'Takes somebody out of the network; ballots and decisions stay.',
      input: z.object({ member: id }),
      run: ({ member }, input) => removeMember(world, member, input.member),
    }),
    route({
      name: 'member.take-back',
      kind: 'act',
      does: 'Takes somebody back who has left, into no group by that.',
      input: z.object({ member: id }),
      run: ({ member }, input) => takeBackMember(world, member, input.member),
    }),
    route({
      name: 'group.add',
      kind: 'act',
      does: 'Founds a group with its first coordinator.',
      input: z.object({
        name: line(120),
        topic: line(200).or(z.literal('')).default(''),
        coordinator: id,
        open: yes.default(false),
      }),
      run: ({ member }, { coordinator, ...rest }) =>
        addGroup(world, member, { ...rest, people: { [coordinator]: 'coordinator' } }),
    }),
  ]
}

function settingRoutes(world: World): readonly Route[] {
  return [
    route({
      name: 'network.change',
      kind: 'act',
      does: 'Changes the network: its name, the state whose holidays count, the language of its posts, its time zone.',
      input: z.object({ name: line(160), state: choice(states), language, zone }),
      run: ({ member }, input) => changeNetwork(world, member, input),
    }),
  ]
}

function fileRoutes(world: World): readonly Route[] {
  return [
    route({
      name: 'import.preview',
      kind: 'act',
      does: 'Tells what a table of people would change, row by row, and changes nothing.',
      input: z.object({ file }),
      upload: (member) => lacks(member, 'administer'),
      run: async ({ member, words }, input) => {
        const preview = await previewImport(world, member, input.file)
        return isRefusal(preview) ? preview : importView(preview, words)
      },
    }),
    route({
      name: 'import.carry-out',
      kind: 'act',
      does: 'Stores what the preview has shown, all of it or nothing.',
      input: z.object({ file, mark: z.string().max(40) }),
      upload: (member) => lacks(member, 'administer'),
      run: async ({ member, words }, input) => {
        const done = await importPeople(world, member, input.file, input.mark)
        return isRefusal(done) ? done : importView(done, words)
      },
    }),
    route({
      name: 'network.export',
      kind: 'read',
      does: 'The network as a file: csv is one table that the import reads again; xlsx and zip hold people, organisations, groups and seats.',
      input: z.object({ as: choice(exportKinds) }),
      run: ({ member, words }, input) => exportNetwork(world, member, words, input.as),
      file: (kept) => kept,
    }),
  ]
}
