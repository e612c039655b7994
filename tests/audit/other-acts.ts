/** Acts that tests/audit/deeds does not try: those that are never written down, and those with a test of their own. */

/** Acts that are none of administration, and why. */
export const unrecorded: Readonly<Record<string, string>> = {
  'member.set-language': 'how one person reads concerns nobody else',
  'member.set-digest': 'how one person is written to concerns nobody else',
  'poll.cast-ballot': 'never a ballot',
  'poll.withdraw-ballot': 'never a ballot',
  ...Object.fromEntries(
    ['save', 'remove', 'none', 'same', 'withdraw'].map((act) => [
      `need.${act}`,
      'of the organisation alone, which has a history of its own (N1)',
    ]),
  ),
  'member.choose-network': 'how one person reads concerns nobody else',
  'import.preview': 'stores nothing',
  'election.stand': 'of oneself; the life of the election tells it',
  'election.decline': 'of oneself; the life of the election tells it',
  'import.carry-out': 'takes a file, which no body of this test can be (tests/groups/import)',
  'group.roster': 'asks Teams: what it finds is written down as member.link-account (tests/groups/roster)',
}

/** Acts that take a scene of their own, with the test that proves what they write down. */
export const elsewhere: Readonly<Record<string, string>> = {
  'channel.bind-here': 'tests/teams/bind-here.test.ts',
  ...Object.fromEntries(
    [
      ...['topic.add', 'topic.rename', 'topic.remove', 'topic.accept', 'topic.merge'],
      ...['region.add', 'region.rename', 'region.remove'],
      ...['round.open', 'round.add-organisation', 'round.set-repeats', 'round.set-rules'],
    ].map((act) => [act, 'tests/needs/deeds.test.ts']),
  ),
  ...Object.fromEntries(
    ['call', 'propose', 'extend', 'go-on', 'call-off', 'fill-seats'].map((act) => [
      `election.${act}`,
      'tests/elections/deeds.test.ts',
    ]),
  ),
  ...Object.fromEntries(
    ['add', 'fill', 'name-deputy', 'set-term', 'set-chair', 'vacate', 'end'].map((act) => [
      `seat.${act}`,
      'tests/committee/deeds.test.ts',
    ]),
  ),
  ...Object.fromEntries(
    [
      ...['offer.make', 'offer.change', 'offer.cancel', 'offer.say-met'],
      ...['booking.book', 'booking.change', 'booking.cancel', 'booking.name'],
    ].map((act) => [act, 'tests/offers/deeds.test.ts']),
  ),
  // Take a directory, or somebody who has left.
  'directory.compare': 'tests/groups/directory.test.ts',
  'directory.confirm': 'tests/groups/directory.test.ts',
  ...Object.fromEntries(
    [
      ...['offer.make', 'offer.change', 'offer.cancel', 'offer.say-met'],
      ...['booking.book', 'booking.change', 'booking.cancel', 'booking.name'],
    ].map((act) => [act, 'tests/offers/deeds.test.ts']),
  ),
}
