/** Holds one Adaptive Card: the same card as in Teams, answered in place. */
import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { CardEvents, DrawnCard } from './card-draw'
import { placeOf, withoutLinksTo } from './card-links'
import { type CardSource, type Shown, useCard } from './card-state'
import { TroubleBar } from './frame/trouble-bar'
import { Waiting } from './frame/waiting'
import { openElsewhere } from './session'
import './looks/card.css'

interface Props {
  /** Must stay the same object as long as the same card is meant. */
  readonly source: CardSource
  readonly poll: string | null
  readonly name: string
  /** Another place where this very card stands: a link to it leads nowhere new. */
  readonly also?: string
  readonly onAnswer?: (verb: string, shown: Shown) => void
}

export function CardHost({ source, poll, name, also, onAnswer }: Props) {
  const { t, i18n } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  const drawn = useRef<DrawnCard | null>(null)
  const [touched] = useState(() => () => drawn.current?.touched() ?? false)
  const life = useCard({ source, poll, language: i18n.language, touched, onAnswer })
  const [path, go] = useLocation()
  const [says, setSays] = useState('')
  const { shown, saving, execute } = life

  const events = useRef<CardEvents>({ onExecute: () => undefined, onOpen: () => undefined })
  events.current = {
    onExecute: execute,
    onOpen: (url) => {
      const inside = placeOf(url, location.origin)
      if (inside === null) openElsewhere(url)
      else go(inside)
    },
  }

  useEffect(() => {
    if (shown === null) {
      drawn.current = null
      return
    }
    let late = false
    void import('./card-draw').then(({ drawCard }) => {
      if (late || !place.current) return
      const here = withoutLinksTo(path, shown.card, location.origin)
      const card = also === undefined ? here : withoutLinksTo(also, here, location.origin)
      const next = drawCard(
        card,
        {
          onExecute: (...all) => events.current.onExecute(...all),
          onOpen: (url) => events.current.onOpen(url),
        },
        i18n.language,
      )
      replace(place.current, next, shown.answer)
      drawn.current = next
      setSays(next.says)
    })
    return () => {
      late = true
    }
    // Language and path change the card only together with what is shown.
  }, [shown, path, also, i18n.language])

  useSaving(place, saving, t('card.saving'))

  return (
    <div className="card-host" aria-busy={saving !== null} data-testid="card">
      {life.outdated && (
        <MessageBar intent="info" layout="multiline" className="card-note">
          <MessageBarBody>{t('card.outdated')}</MessageBarBody>
          <MessageBarActions>
            <Button size="small" onClick={life.renew}>
              {t('card.renew')}
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {shown === null && life.trouble === null && <Waiting rows={5} />}
      <section
        ref={place}
        className="card-place"
        // After an act the focus comes here, and this is read: what the card says in one sentence.
        aria-label={says || name}
        tabIndex={-1}
        hidden={shown === null}
      />
      {life.trouble && <TroubleBar trouble={life.trouble} onRetry={life.retry} />}
      <p className="unseen" role="status">
        {saving !== null && t('card.saving')}
      </p>
    </div>
  )
}

/** Puts the new card where the old one was and keeps the reader's place on the keyboard. */
function replace(place: HTMLElement, next: DrawnCard, answer: boolean): void {
  const before = document.activeElement
  const inside = before instanceof HTMLElement && place.contains(before)
  const label = inside ? (before.getAttribute('aria-label') ?? before.textContent) : null
  place.replaceChildren(next.element)
  if (answer) place.focus({ preventScroll: true })
  if (answer || !inside) return
  const same = [...next.element.querySelectorAll<HTMLElement>('button, input, select, textarea, a')].find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent) === label,
  )
  const target = same ?? place
  target.focus({ preventScroll: true })
}

/** Says at the pressed button that it works, and lets no second press through. */
function useSaving(place: React.RefObject<HTMLElement | null>, saving: string | null, word: string): void {
  useEffect(() => {
    if (saving === null || !place.current) return
    const buttons = [...place.current.querySelectorAll<HTMLButtonElement>('button.ac-pushButton')]
    const pressed = buttons.find((button) => button.getAttribute('aria-label') === saving)
    for (const button of buttons) button.setAttribute('aria-disabled', 'true')
    pressed?.classList.add('working')
    pressed?.setAttribute('data-working', word)
    return () => {
      for (const button of buttons) button.removeAttribute('aria-disabled')
      pressed?.classList.remove('working')
    }
  }, [place, saving, word])
}
