/** A letter for a person without Teams: its button is the personal link, and its foot says what that is. */
import { type Letter, type LetterParts, letter } from '../mail/letter'
import type { Wording } from '../texts'
import type { Given } from './desk'

export type Personal = Pick<Given, 'url' | 'until'>

/** @param personal undefined: the letter's own link does, since its reader has an account in Teams */
export function personalLetter(parts: LetterParts, words: Wording, personal: Personal | undefined): Letter {
  if (!personal) return letter(parts)
  return letter({
    ...parts,
    link: { label: words.t('links:letter.open'), url: personal.url },
    foot: [...parts.foot, words.t('links:letter.foot', { at: words.instant(personal.until) })],
  })
}
