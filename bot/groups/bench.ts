/** The sides that organisations sit on, and the bands of their size, with the words by which people write them. */

export const benches = ['employers', 'employees', 'agencies', 'training'] as const
export type Bench = (typeof benches)[number]

/** Employees, in the bands of the EU's definition of small and medium-sized enterprises (2003/361/EC). */
export const sizeBands = ['1-9', '10-49', '50-249', '250+'] as const
export type SizeBand = (typeof sizeBands)[number]

const benchWords: Readonly<Record<Bench, readonly string[]>> = {
  employers: ['arbeitgeber', 'unternehmen', 'betrieb', 'betriebe', 'employers', 'employer', 'company'],
  employees: ['arbeitnehmer', 'beschaeftigte', 'gewerkschaft', 'gewerkschaften', 'employees', 'union'],
  agencies: [
    ...['kammer', 'kammern', 'verwaltung', 'agentur', 'agenturen', 'behoerde'],
    ...['kammern verwaltung und agenturen', 'agencies', 'chamber', 'administration', 'agency'],
  ],
  training: [
    ...['bildung', 'bildungstraeger', 'weiterbildung', 'wissenschaft', 'hochschule', 'traeger'],
    ...['bildung und wissenschaft', 'training', 'training and science', 'university', 'provider'],
  ],
}

/** @returns undefined for a word that names no bench */
export function readBench(written: string): Bench | undefined {
  const word = plainWord(written)
  return benches.find((bench) => benchWords[bench].includes(word))
}

/** A band, or a number of employees in one. @returns undefined for what is neither */
export function readSize(written: string): SizeBand | undefined {
  const plain = written.replace(/[\s.]/g, '').replace(/\p{Pd}|bis|to/gu, '-')
  if (/^(ab|über|ueber|from|over|>)?(250|249)\+?$/i.test(plain) && !/^249$/.test(plain)) return '250+'
  const band = sizeBands.find((one) => one === plain)
  if (band) return band
  return /^[1-9]\d{0,6}$/.test(plain) ? bandOf(Number(plain)) : undefined
}

function bandOf(employees: number): SizeBand {
  if (employees < 10) return '1-9'
  if (employees < 50) return '10-49'
  return employees < 250 ? '50-249' : '250+'
}

/** Small letters, umlauts written out, no punctuation: so that a word is known however it is written. */
export function plainWord(written: string): string {
  const umlauts: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }
  return written
    .normalize('NFC')
    .toLocaleLowerCase('de')
    .replace(/[äöüß]/g, (letter) => umlauts[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
