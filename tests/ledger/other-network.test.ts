/** E1: the ledger of one network holds nothing of another. */
import { askLedger, groupNamed, ledgerFor, postWith } from '../support/ledger-posts'
import { coordinator as office } from '../support/polls'
import { foundSecondNetwork, itsSecrets } from '../support/second-network'
import { startTeamsScene, type TeamsScene } from '../support/teams-scene'

let scene: TeamsScene
beforeAll(async () => {
  scene = await startTeamsScene()
})
afterAll(() => scene.stop())

it('E1 nothing of one network is in the ledger of another, by any id', async () => {
  const kmu = await groupNamed(scene, 'AK KMU-Netzwerk')
  const north = await foundSecondNetwork(scene.test)
  await postWith(scene, 'failed', kmu)
  await postWith(scene, 'sent', null)
  await scene.test.database.sql(
    `insert into post (id, network_id, conversation_id, service_url, matter_kind, matter_id, data, state, created_at, group_id)
     select gen_random_uuid(), $1, '19:watt@thread.tacv2', '', 'poll', $2, '{}', 'failed', $3, $4 from generate_series(1, 2)`,
    [north.networkId, north.poll.id, scene.test.clock.now(), north.groupId],
  )
  const theirs = await ledgerFor(scene, north.office)
  expect(theirs.counts).toEqual({ waiting: 0, sent: 0, trouble: 2 })
  expect(theirs.deliveries.map(({ title }) => title)).toEqual(['Watt-Umfrage', 'Watt-Umfrage'])
  expect(JSON.stringify(theirs)).not.toMatch(/KMU|Südostniedersachsen|Personalplanung/)
  const ours = await ledgerFor(scene, office)
  expect(ours.counts).toEqual({ waiting: 0, sent: 1, trouble: 1 })
  for (const secret of itsSecrets) expect(JSON.stringify(ours)).not.toContain(secret)
  const across = await askLedger(scene, office, { ledger: north.groupId })
  expect([across.status, across.body.refusal.code]).toEqual([404, 'ledger:unknown-ledger'])
  expect((await askLedger(scene, north.office, { ledger: kmu })).status).toBe(404)
  expect((await askLedger(scene, north.member)).status).toBe(403)
})
