/** The office keeps the network's people as a file. */
import { Button } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { keep } from '../../ask'
import { ButtonLink } from '../../frame/button-link'
import { TroubleBar } from '../../frame/trouble-bar'

export function ExportButtons() {
  const { t } = useTranslation()
  const kept = useMutation({ mutationFn: (as: 'csv' | 'zip' | 'xlsx') => keep('network.export', { as }) })
  return (
    <div className="page-actions">
      {kept.isError && <TroubleBar trouble={kept.error} />}
      <ButtonLink href="/network/people" appearance="secondary">
        {t('network.people')}
      </ButtonLink>
      <ButtonLink href="/audit" appearance="secondary">
        {t('audit.nav')}
      </ButtonLink>
      <Button disabledFocusable={kept.isPending} onClick={() => kept.mutate('xlsx')}>
        {t('network.as-xlsx')}
      </Button>
      <Button disabledFocusable={kept.isPending} onClick={() => kept.mutate('zip')}>
        {t('network.as-zip')}
      </Button>
      <Button disabledFocusable={kept.isPending} onClick={() => kept.mutate('csv')}>
        {t('network.as-csv')}
      </Button>
      <ButtonLink href="/network/import">{t('network.import')}</ButtonLink>
    </div>
  )
}
