/** Every word's texts, under its name: a new word is one line. */
import auditDe from './audit/texts/de.json'
import auditEn from './audit/texts/en.json'
import committeeDe from './committee/texts/de.json'
import committeeEn from './committee/texts/en.json'
import dataDe from './data/texts/de.json'
import dataEn from './data/texts/en.json'
import electionsDe from './elections/texts/de.json'
import electionsEn from './elections/texts/en.json'
import groupsDe from './groups/texts/de.json'
import groupsEn from './groups/texts/en.json'
import inboxDe from './inbox/texts/de.json'
import inboxEn from './inbox/texts/en.json'
import ledgerDe from './ledger/texts/de.json'
import ledgerEn from './ledger/texts/en.json'
import linksDe from './links/texts/de.json'
import linksEn from './links/texts/en.json'
import needsDe from './needs/texts/de.json'
import needsEn from './needs/texts/en.json'
import offersDe from './offers/texts/de.json'
import offersEn from './offers/texts/en.json'
import pollsDe from './polls/texts/de.json'
import pollsEn from './polls/texts/en.json'
import type { WordTexts } from './texts'
import houseDe from './texts/de.json'
import houseEn from './texts/en.json'

export const wordTexts: WordTexts = {
  house: { de: houseDe, en: houseEn },
  groups: { de: groupsDe, en: groupsEn },
  inbox: { de: inboxDe, en: inboxEn },
  ledger: { de: ledgerDe, en: ledgerEn },
  links: { de: linksDe, en: linksEn },
  polls: { de: pollsDe, en: pollsEn },
  audit: { de: auditDe, en: auditEn },
  data: { de: dataDe, en: dataEn },
  committee: { de: committeeDe, en: committeeEn },
  elections: { de: electionsDe, en: electionsEn },
  needs: { de: needsDe, en: needsEn },
  offers: { de: offersDe, en: offersEn },
}
