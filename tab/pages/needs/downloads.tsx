/** Demand as files: the same figures as on the screen, and none besides. */
import { Button } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { keep } from '../../ask'
import { TroubleBar } from '../../frame/trouble-bar'

const kinds = ['pdf', 'xlsx', 'csv'] as const
type Kind = (typeof kinds)[number]

export function Downloads({ round }: { readonly round: string }) {
  const { t } = useTranslation()
  const kept = useMutation({ mutationFn: (kind: Kind) => keep(`demand.${kind}`, { round }) })
  const says = kept.isPending ? 'demand.downloading' : kept.isSuccess ? 'demand.downloaded' : null
  return (
    <div className="page-actions">
      {kinds.map((kind) => (
        <Button
          key={kind}
          appearance={kind === 'pdf' ? 'primary' : 'secondary'}
          disabledFocusable={kept.isPending}
          onClick={() => kept.mutate(kind)}
        >
          {t(`demand.as-${kind}`)}
        </Button>
      ))}
      <span role="status" className="quiet">
        {says === null ? '' : t(says)}
      </span>
      {kept.isError && <TroubleBar trouble={kept.error} />}
    </div>
  )
}
