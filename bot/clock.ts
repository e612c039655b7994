/** The service's clock: the only place that reads the machine's time. */
export interface Clock {
  now(): Date
}

/**
 * @param startAt where the clock stands when the service starts (`NOW`, for demo and tests); it then runs on.
 */
export function systemClock(startAt?: Date): Clock {
  const shift = startAt ? startAt.getTime() - Date.now() : 0
  return { now: () => new Date(Date.now() + shift) }
}

/** Milliseconds that pass evenly, whatever is done to the machine's time: for pauses, never for when something was. */
export const elapsed = (): number => performance.now()
