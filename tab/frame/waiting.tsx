/** The shape of what is coming, instead of a spinner. */
import { Skeleton, SkeletonItem } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'

const widths = ['38%', '92%', '64%', '86%', '72%']

export function Waiting({ rows }: { readonly rows: number }) {
  const { t } = useTranslation()
  const lines = Array.from({ length: rows }, (_, at) => ({ at, width: widths[at % widths.length] ?? '80%' }))
  return (
    <Skeleton aria-label={t('waiting')} className="waiting">
      {lines.map(({ at, width }) => (
        <SkeletonItem key={at} size={at === 0 ? 12 : 20} style={{ width }} />
      ))}
    </Skeleton>
  )
}
