/** What a user is told when the answer is no: a value, never thrown (E3). Faults are thrown. */
export interface Refusal {
  readonly refusal: true
  /** Names three texts, `<word>:refusal.<code>.what|why|instead`. */
  readonly code: `${string}:${string}`
  /** Fills the texts. Dates are passed as Date and worded for the reader. */
  readonly data: RefusalData
  /** How it leaves through the tab's door. */
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503
}

export type RefusalData = Readonly<Record<string, string | number | Date>>

export function refuse(
  code: `${string}:${string}`,
  data: RefusalData = {},
  status: Refusal['status'] = 409,
): Refusal {
  return { refusal: true, code, data, status }
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refusal' in value && value.refusal === true
}
