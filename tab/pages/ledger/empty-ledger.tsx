/** The ledger before anything was sent: what it is for, and the first step. */
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../bot/groups/view'
import { ButtonLink } from '../../frame/button-link'

export function EmptyLedger({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  return (
    <div className="panel empty">
      <h2>{t('ledger.empty')}</h2>
      <p>{t('ledger.empty-why')}</p>
      {me.groups.some((group) => group.mayOpenPolls) && (
        <ButtonLink href="/polls/new" icon={<AddRegular />}>
          {t('polls.new')}
        </ButtonLink>
      )}
    </div>
  )
}
