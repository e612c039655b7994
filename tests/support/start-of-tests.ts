/** Names that the cluster and the tests share. */
export const templateName = 'verbund_template'

/** A Monday morning in the demo network's zone; the demo's polls were opened then. */
export const startOfTests = '2026-11-23T09:00:00+01:00'
