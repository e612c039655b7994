/** What has just been saved, told on the page to which the form leads. */
import { useTranslation } from 'react-i18next'

interface Saved {
  readonly saved: { readonly topic: string; readonly heads: number }
}

/** For the history's entry of the page that comes next. */
export function savedState(topic: string, heads: number): Saved {
  return { saved: { topic, heads } }
}

/** "Gespeichert: KI im Büro, 12 Personen"; empty when one has come from elsewhere. */
export function useSaved(): string {
  const { t } = useTranslation()
  const state = history.state as Partial<Saved> | null
  if (!state?.saved) return ''
  const { topic, heads } = state.saved
  return t('answer.saved', { topic, heads: t('needs.heads', { count: heads }) })
}
