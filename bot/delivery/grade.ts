/** What goes before what, between conversations: who has just acted waits for nothing that goes to many. */

/** 0: the answer to an act. 1: the last state of a matter (P9). 2: what goes to many. */
export type Grade = 0 | 1 | 2

export const grade = { answer: 0, lastState: 1, many: 2 } as const satisfies Readonly<Record<string, Grade>>

export const grades: readonly Grade[] = [0, 1, 2]
