/** Acts that the audit log does not tell of. */

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
