/** The way back from a page, and what can be done with the page as a whole. */
import { Button } from '@fluentui/react-components'
import { ChevronLeftRegular } from '@fluentui/react-icons/svg/chevron-left'
import { PrintRegular } from '@fluentui/react-icons/svg/print'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'

interface Props {
  readonly href: string
  readonly text: string
  readonly prints?: boolean
}

export function Crumb({ href, text, prints = false }: Props) {
  const { t } = useTranslation()
  return (
    <div className="crumbs">
      <Link href={href}>
        <ChevronLeftRegular aria-hidden /> {text}
      </Link>
      {prints && (
        <Button appearance="subtle" size="small" icon={<PrintRegular />} onClick={() => window.print()}>
          {t('poll.print')}
        </Button>
      )}
    </div>
  )
}
