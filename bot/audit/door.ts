/** The doors of the house, as the audit log names them. */

/** How somebody came in; `service`: nobody did, it happened by itself. */
export type Door = 'teams' | 'tab' | 'link' | 'service'
