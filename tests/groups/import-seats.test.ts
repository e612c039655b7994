/** Seats hold people where they are, whatever the rows of an import say of them, their organisation or its family. */
import type { Known, KnownOrganisation, KnownPerson } from '../../bot/groups/import-network'
import { planImport } from '../../bot/groups/import-plan'
import { importHeadings, readImportRow } from '../../bot/groups/import-row'
import { readTable } from '../../bot/groups/table-file'
import { inPieces } from '../../bot/pieces'
import { isRefusal } from '../../bot/refusal'
import { countedIds } from '../support/counted-ids'

const organisation = (id: string, name: string, parentId: string | null = null): KnownOrganisation => ({
  ...{ id, name, parentId, bench: 'employers', size: null, sector: '' },
})
const person = (id: string, name: string, organisationId: string): KnownPerson => ({
  ...{ id, name, organisationId, mail: `${id}@x.example`, objectId: null, tenantId: null },
  ...{ language: 'de', left: false },
})

/** Bernd holds the chamber's seat; Ina, of the works, stands in for the seat of its academy. */
const known: Known = {
  organisations: [
    organisation('kammer', 'Kammer'),
    organisation('werk', 'Werk'),
    organisation('akademie', 'Akademie', 'werk'),
  ],
  people: [person('bernd', 'Bernd', 'kammer'), person('ina', 'Ina', 'werk')],
  groups: [],
  memberships: [],
  seats: [
    { of: { id: 'kammer', name: 'Kammer' }, holder: 'bernd', deputy: null },
    { of: { id: 'akademie', name: 'Akademie' }, holder: null, deputy: 'ina' },
  ],
  language: 'de',
}

async function fates(rows: readonly string[], network = known) {
  const text = `Organisation;Unternehmensgruppe;Name;E-Mail\n${rows.join('\n')}\n`
  const table = await readTable(Buffer.from(text), importHeadings, ['organisation'])
  if (isRefusal(table)) throw new Error(table.code)
  const plan = await inPieces(planImport(network, table.map(readImportRow), countedIds().id))
  return plan.fates.map(({ fate, refusal }) => refusal?.code ?? fate)
}

it('whoever holds a seat does not go to another organisation', async () => {
  expect(await fates(['Werk;;Bernd;bernd@x.example'])).toEqual(['groups:row-holds-seat'])
  expect(await fates(['Kammer;;Bernd;bernd@x.example'])).toEqual(['same'])
})

it('a deputy does so within the family, and not beyond it', async () => {
  expect(await fates(['Akademie;;Ina;ina@x.example'])).toEqual(['changed'])
  expect(await fates(['Kammer;;Ina;ina@x.example'])).toEqual(['groups:row-parts-deputy'])
})

it('a row that parts a deputy from the family is refused; where the family goes along it is not', async () => {
  expect(await fates(['Akademie;Kammer;;'])).toEqual(['groups:row-parts-deputy'])
  expect(await fates(['Werk;Kammer;;'])).toEqual(['changed'])
})

it('a deputy who moves along in the same file stays in the family', async () => {
  expect(await fates(['Akademie;Kammer;;', 'Akademie;;Ina;ina@x.example'])).toEqual(['changed', 'changed'])
  expect(await fates(['Akademie;Kammer;;', 'Kammer;;Ina;ina@x.example'])).toEqual(['changed', 'changed'])
})

it('what is refused for a seat leaves other rows as they are', async () => {
  expect(await fates(['Akademie;Kammer;;', 'Neu GmbH;Werk;;', 'Kammer;;Bernd;bernd@x.example'])).toEqual([
    'groups:row-parts-deputy',
    'groups:row-unknown-organisation',
    'same',
  ])
})
