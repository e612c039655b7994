/** The way to the message itself. Inside Teams its own frame must not be left. */
import { OpenRegular } from '@fluentui/react-icons/svg/open'
import { useTranslation } from 'react-i18next'
import { openElsewhere } from '../../session'

export function OpenInTeams({ url, what }: { readonly url: string; readonly what: string }) {
  const { t } = useTranslation()
  return (
    <a
      className="elsewhere"
      href={url}
      target="_blank"
      rel="noopener"
      aria-label={t('ledger.open-one', { what })}
      onClick={(event) => {
        event.preventDefault()
        openElsewhere(url)
      }}
    >
      {t('ledger.open')} <OpenRegular aria-hidden />
    </a>
  )
}
