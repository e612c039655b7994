/** Who has left the tenant, the latest first; whoever has an account again is taken back with one press. */
import { Button } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { DirectoryView } from '../../../bot/groups/view'
import { useAct } from '../../acting'
import { TroubleBar } from '../../frame/trouble-bar'
import { useMe } from '../../reads'
import { saysWhen } from '../../when'

export function LeftPeople({ left }: { readonly left: DirectoryView['left'] }) {
  const { t, i18n } = useTranslation()
  const zone = useMe().data?.network.zone ?? 'Europe/Berlin'
  const takeBack = useAct('member.take-back')
  if (left.length === 0) return null
  return (
    <>
      <h3>{t('directory.left')}</h3>
      <p className="quiet">{t('directory.left-what')}</p>
      {takeBack.isError && <TroubleBar trouble={takeBack.error} />}
      <ul className="rows entries">
        {left.map(({ id, name, organisation, leftAt, back }) => (
          <li key={id} className="entry">
            <span className="row-what">
              <span className="row-title">{name}</span>
              <span className="row-more">
                <span>{organisation}</span>
                <span>{t('directory.left-at', { when: saysWhen(leftAt, zone, i18n.language) })}</span>
                {back && <span>{t('directory.back')}</span>}
              </span>
            </span>
            <Button
              size="small"
              appearance={back ? 'secondary' : 'subtle'}
              disabledFocusable={takeBack.isPending}
              aria-label={t('directory.take-back-one', { name })}
              onClick={() => takeBack.mutate({ member: id })}
            >
              {t('directory.take-back')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}
