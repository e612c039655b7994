/** Keeps of each person's open streams the newest few: the oldest ends, so that nobody holds connections without end. */

/** More windows than anybody looks at; one that was ended comes back, and would end another in turn. */
const mostOfOne = 8

export interface Newest {
  add(personId: string, stop: () => void): void
  remove(personId: string, stop: () => void): void
}

export function keepNewest(most = mostOfOne): Newest {
  const open = new Map<string, readonly (() => void)[]>()
  return {
    add: (personId, stop) => {
      const own = [...(open.get(personId) ?? []), stop]
      open.set(personId, own.slice(-most))
      for (const oldest of own.slice(0, -most)) oldest()
    },
    remove: (personId, stop) => {
      const left = (open.get(personId) ?? []).filter((one) => one !== stop)
      if (left.length > 0) open.set(personId, left)
      else open.delete(personId)
    },
  }
}
