/** What a need says of itself. Topic and head-count are asked for; everything else may stay open. */

/** Answers chosen from fixed lists, in the order in which they are offered (sources: PEERS 5.2). */
export const partChoices = {
  levelNow: ['none', 'basic', 'advanced', 'expert'],
  level: ['basic', 'advanced', 'expert'],
  reason: ['law', 'technology', 'strategy', 'staff'],
  urgency: ['low', 'middle', 'high'],
  impact: ['low', 'middle', 'high'],
  format: ['onsite', 'online', 'mixed', 'inhouse'],
  /** How far people can travel, in km. */
  travel: ['none', '25', '50', '100', 'any'],
  release: ['paid', 'partly', 'own'],
  funding: ['company', 'public', 'both'],
} as const

export type Part = keyof typeof partChoices

export const parts = Object.keys(partChoices) as readonly Part[]

/** By what demand is told apart, each for itself (N2): the parts, and what has lists or numbers of its own. */
export const dimensions = [...parts, 'region', 'quarter', 'joint'] as const

export type Dimension = (typeof dimensions)[number]

/** The category of what has not been said. */
export const unsaid = 'open'

/** People of one organisation in one round. */
export const mostHeads = 100_000
