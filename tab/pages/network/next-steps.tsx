/** What the office still has to do before the network can work: each step leads to where it is done. */
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { CircleRegular } from '@fluentui/react-icons/svg/circle'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { NetworkView } from '../../../bot/groups/view'
import { Panel } from '../../frame/panel'

interface Step {
  readonly name: 'people' | 'groups' | 'channels'
  readonly href: string
  readonly done: boolean
}

export function NextSteps({ view }: { readonly view: NetworkView }) {
  const { t } = useTranslation()
  const groups = view.groups.filter(({ kind }) => kind === 'group')
  const unbound = groups.find(({ channels }) => channels === 0)
  const steps: readonly Step[] = [
    { name: 'people', href: '/network/import', done: view.organisations.length > 1 },
    { name: 'groups', href: '/network/groups/new', done: groups.length > 0 },
    {
      name: 'channels',
      href: unbound ? `/groups/${unbound.id}` : '/network',
      done: groups.length > 0 && !unbound,
    },
  ]
  if (steps.every(({ done }) => done)) return null
  return (
    <Panel title={t('steps.title')} className="first">
      <ol className="steps">
        {steps.map(({ name, href, done }) => (
          <li key={name}>
            {done ? (
              <CheckmarkCircleRegular className="mark mark-done" aria-hidden />
            ) : (
              <CircleRegular className="mark mark-open" aria-hidden />
            )}
            <span>
              {done || (name === 'channels' && !unbound) ? (
                <strong>{t(`steps.${name}`)}</strong>
              ) : (
                <Link href={href}>{t(`steps.${name}`)}</Link>
              )}
              <span className="quiet">{t(done ? 'steps.done' : `steps.${name}-why`)}</span>
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
