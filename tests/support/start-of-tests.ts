/** Names that the cluster and the tests share. */
export const templates = {
  /** Migrated, and nobody has set up a network yet. */
  empty: 'verbund_empty',
  /** With the demo network. */
  demo: 'verbund_demo',
  /** With its topics, rounds and offers, too, which would wait for everybody whom a test looks at. */
  demoNeeds: 'verbund_demo_needs',
} as const

/** A Monday morning in the demo network's zone; the demo's polls were opened then. */
export const startOfTests = '2026-11-23T09:00:00+01:00'
