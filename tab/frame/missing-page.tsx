/** An address that leads nowhere. */
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Page } from './page'

export function MissingPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('missing.title')}>
      <p>{t('missing.says')}</p>
      <p>
        <Link href="/">{t('missing.home')}</Link>
      </p>
    </Page>
  )
}
