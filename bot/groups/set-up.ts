/** The set-up code: with it the first person of a tenant founds its network, once (DOMAIN.md, Roles). */

/** Without what looks like something else (0 O, 1 I L): people copy it from a log by hand. 31 of them. */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** 12 letters of 31 are 59 bits: nobody finds one by trying, least of all within its week. */
const length = 12

/** How long a code is good for. A start of the service makes a new one. */
export const codeLivesMs = 7 * 86_400_000

/** @param random a whole number from 0 to below its argument @returns `K7Q2-M4X9-PW3T` */
export function makeSetUpCode(random: (below: number) => number): string {
  const drawn = Array.from({ length }, () => letters[random(letters.length)]).join('')
  return (drawn.match(/.{4}/g) ?? []).join('-')
}

/**
 * What was typed, as the code was made: small letters, blanks and other dashes are forgiven.
 * @returns undefined for what cannot be one
 */
export function readSetUpCode(typed: string): string | undefined {
  const plain = typed.toUpperCase().replace(/[\s\p{Pd}]/gu, '')
  const known = plain.length === length && [...plain].every((letter) => letters.includes(letter))
  return known ? (plain.match(/.{4}/g) ?? []).join('-') : undefined
}

/** The German states, whose public holidays count (ISO 3166-2). */
export const states = [
  'DE-BW',
  'DE-BY',
  'DE-BE',
  'DE-BB',
  'DE-HB',
  'DE-HH',
  'DE-HE',
  'DE-MV',
  'DE-NI',
  'DE-NW',
  'DE-RP',
  'DE-SL',
  'DE-SN',
  'DE-ST',
  'DE-SH',
  'DE-TH',
] as const
