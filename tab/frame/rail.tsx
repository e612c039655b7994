/** The places one can go: at the left on wide screens, at the bottom on narrow ones. */
import { HomeFilled, HomeRegular } from '@fluentui/react-icons/svg/home'
import { PollFilled, PollRegular } from '@fluentui/react-icons/svg/poll'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'

interface Place {
  readonly href: string
  readonly text: string
  readonly Icon: ComponentType
  readonly Chosen: ComponentType
}

const places: readonly Place[] = [
  { href: '/', text: 'nav.home', Icon: HomeRegular, Chosen: HomeFilled },
  { href: '/polls', text: 'nav.polls', Icon: PollRegular, Chosen: PollFilled },
]

export function Rail() {
  const { t } = useTranslation()
  const [path] = useLocation()
  return (
    <nav className="rail" aria-label={t('nav.label')}>
      <ul>
        {places.map(({ href, text, Icon, Chosen }) => {
          const here = href === '/' ? path === '/' : path.startsWith(href)
          return (
            <li key={href}>
              <Link href={href} className={here ? 'here' : ''} {...(here ? { 'aria-current': 'page' } : {})}>
                {here ? <Chosen /> : <Icon />}
                <span>{t(text)}</span>
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
