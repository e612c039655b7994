/** Which verbs of a card only read, and what a card is called on the wire. */

export const cardType = 'application/vnd.microsoft.card.adaptive'

/** These are asked with GET; every other verb is an act. */
export const readVerbs: ReadonlySet<string> = new Set([
  'booking.form',
  'channel.bind-form',
  'data.erasure',
  'data.show',
  'demand.show',
  'election.card',
  'election.form',
  'election.propose-form',
  'gap.show',
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
  'offer.card',
  'offer.form',
  'offer.list',
  'poll.answer-form',
  'poll.card',
  'poll.form',
  'poll.list',
  'round.card',
  'round.form',
])
