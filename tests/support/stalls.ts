/** What a stalled machine does to limits that are counted in seconds. */

/**
 * Calls over the tenant's limit that a short test lets pass. The stand-in, jest and often the service share one event
 * loop and two cores with other tests: a stall of 100 ms makes five calls that left evenly arrive at one instant, and
 * the limit leaves room for four. Such a call is answered with 429 and tried again, which the tests do check. That no
 * limit is broken where the service has a process of its own is measured by `npm run bench`, strictly.
 */
export const byStalls = 5
