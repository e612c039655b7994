/** What is sought, as a file for a spreadsheet. That it was taken is written down. */
import { Button } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AuditExport } from '../../../bot/data/view'
import { act } from '../../ask'
import { TroubleBar } from '../../frame/trouble-bar'
import { type AuditWish, client, fieldsOf } from '../../reads'
import { saveFile } from '../../save-file'
import { saysNumber } from '../../when'

export function ExportLog({ wish }: { readonly wish: AuditWish }) {
  const { t, i18n } = useTranslation()
  const take = useMutation({
    mutationFn: () => act<AuditExport>('audit.export', fieldsOf(wish)),
    onSuccess: ({ fileName, file }) => {
      saveFile(fileName, file, 'text/csv;charset=utf-8')
      void client.invalidateQueries({ queryKey: ['audit.show'] })
    },
  })
  return (
    <div className="panel">
      <div className="act-line">
        <Button disabledFocusable={take.isPending} onClick={() => take.mutate()}>
          {t(take.isPending ? 'audit.exporting' : 'audit.export')}
        </Button>
      </div>
      <p role="status" className="quiet">
        {take.data
          ? t('audit.exported', {
              count: take.data.entries,
              number: saysNumber(take.data.entries, i18n.language),
            })
          : ''}
      </p>
      {take.isError && <TroubleBar trouble={take.error} />}
    </div>
  )
}
