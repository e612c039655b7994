/** The places one can go: at the left on wide screens, at the bottom on narrow ones. */

import { BuildingMultipleFilled, BuildingMultipleRegular } from '@fluentui/react-icons/svg/building-multiple'
import {
  DocumentCheckmarkFilled,
  DocumentCheckmarkRegular,
} from '@fluentui/react-icons/svg/document-checkmark'
import { HatGraduationFilled, HatGraduationRegular } from '@fluentui/react-icons/svg/hat-graduation'
import { HomeFilled, HomeRegular } from '@fluentui/react-icons/svg/home'
import { PeopleFilled, PeopleRegular } from '@fluentui/react-icons/svg/people'
import { PollFilled, PollRegular } from '@fluentui/react-icons/svg/poll'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import type { MeView } from '../../bot/groups/view'

interface Place {
  readonly href: string
  readonly text: string
  readonly Icon: ComponentType
  readonly Chosen: ComponentType
  /** Addresses of pages that lie within it. */
  readonly within?: readonly string[]
  /** Only for who has one of these roles; absent: for everyone. */
  readonly roles?: MeView['roles']
  /** Left out of the bar of narrow screens, which holds five at 320 px: the network's page leads there, too. */
  readonly wideOnly?: boolean
}

const places: readonly Place[] = [
  { href: '/', text: 'nav.home', Icon: HomeRegular, Chosen: HomeFilled },
  { href: '/groups', text: 'nav.groups', Icon: PeopleRegular, Chosen: PeopleFilled },
  { href: '/polls', text: 'nav.polls', Icon: PollRegular, Chosen: PollFilled },
  {
    href: '/needs',
    within: ['/offers', '/gaps', '/topics'],
    text: 'nav.needs',
    Icon: HatGraduationRegular,
    Chosen: HatGraduationFilled,
  },
  {
    href: '/network',
    // The committee is the network's; a place of its own would be one too many for 320 px.
    within: ['/committee', '/elections'],
    text: 'nav.network',
    Icon: BuildingMultipleRegular,
    Chosen: BuildingMultipleFilled,
  },
  {
    href: '/ledger',
    text: 'nav.ledger',
    Icon: DocumentCheckmarkRegular,
    Chosen: DocumentCheckmarkFilled,
    roles: ['coordinator', 'chair', 'office'],
    wideOnly: true,
  },
]

export function Rail({ me }: { readonly me: MeView | undefined }) {
  const { t } = useTranslation()
  const [path] = useLocation()
  const open = places.filter(({ roles }) => !roles || me?.roles.some((role) => roles.includes(role)))
  return (
    <nav className="rail" aria-label={t('nav.label')}>
      <ul>
        {open.map(({ href, within = [], text, Icon, Chosen, wideOnly = false }) => {
          const here = href === '/' ? path === '/' : [href, ...within].some((one) => path.startsWith(one))
          return (
            <li key={href} className={wideOnly ? 'wide-only' : ''}>
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
