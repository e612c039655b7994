/** One's own data as a file. */
import { Button } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DataExport } from '../../../bot/data/view'
import { act } from '../../ask'
import { TroubleBar } from '../../frame/trouble-bar'
import { saveFile } from '../../save-file'

export function Download() {
  const { t } = useTranslation()
  const download = useMutation({
    mutationFn: () => act<DataExport>('data.export', {}),
    onSuccess: ({ fileName, file }) => saveFile(fileName, file, 'application/json'),
  })
  return (
    <div className="act-line">
      <Button appearance="primary" disabledFocusable={download.isPending} onClick={() => download.mutate()}>
        {t(download.isPending ? 'data.downloading' : 'data.download')}
      </Button>
      <span role="status" className="quiet">
        {download.isSuccess ? t('data.downloaded') : ''}
      </span>
      {download.isError && <TroubleBar trouble={download.error} />}
    </div>
  )
}
