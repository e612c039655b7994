/** How many files are on their way at a time, since each is held in memory until it has been read (QUALITY.md: memory). */

/** A preview and the one after it; of all together at most 80 MB. */
const mostOfOne = 2
const mostOfAll = 8

export interface Uploads {
  /** @returns what ends it; undefined: too many are on their way */
  begin(personId: string): (() => void) | undefined
}

export function openUploads(): Uploads {
  const underWay: string[] = []
  return {
    begin: (personId) => {
      const own = underWay.filter((one) => one === personId).length
      if (own >= mostOfOne || underWay.length >= mostOfAll) return undefined
      underWay.push(personId)
      return () => void underWay.splice(underWay.indexOf(personId), 1)
    },
  }
}
