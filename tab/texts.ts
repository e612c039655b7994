/** The tab's words in German and English; which of them is the reader's is said by `speak`. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { askIn } from './ask'
import de from './texts/de.json'
import en from './texts/en.json'

export function startTexts(language: string): void {
  void i18next.use(initReactI18next).init({
    resources: { de: { translation: de }, en: { translation: en } },
    lng: language,
    fallbackLng: 'de',
    // React escapes; escaping twice would show `&amp;` to readers.
    interpolation: { escapeValue: false },
  })
  settle(language)
}

export function speak(language: string): void {
  if (i18next.language === language) return
  settle(language)
  void i18next.changeLanguage(language)
}

function settle(language: string): void {
  askIn(language)
  document.documentElement.lang = language
}
