/** Which verbs of a card only read, and what a card is called on the wire. */

export const cardType = 'application/vnd.microsoft.card.adaptive'

/** These are asked with GET; every other verb is an act. */
export const readVerbs: ReadonlySet<string> = new Set([
  'channel.bind-form',
  'data.erasure',
  'data.show',
  'demand.show',
  'election.card',
  'election.form',
  'election.propose-form',
  'group.join-request',
  'group.leave-form',
  'group.list',
  'help.show',
  'inbox.show',
  'member.language-form',
  'member.networks',
  'need.card',
  'need.form',
  'need.history',
  'need.start',
  'need.step',
  'poll.answer-form',
  'poll.card',
  'poll.form',
  'poll.list',
  'round.card',
  'round.form',
])
