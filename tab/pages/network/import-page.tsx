/** Reads people, organisations and groups from a CSV file: first what it would change, then the change. */
import { Button } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ImportView } from '../../../bot/groups/view'
import { upload } from '../../ask'
import '../../looks/forms.css'
import { Page } from '../../frame/page'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { client } from '../../reads'
import { FileChoice } from './file-choice'
import { ImportRows } from './import-rows'

export function ImportPage() {
  const { t } = useTranslation()
  const [file, setFile] = useState<File | null>(null)
  const preview = useMutation({
    mutationFn: (chosen: File) => upload<ImportView>('import.preview', {}, chosen),
  })
  const carryOut = useMutation({
    mutationFn: (asked: { readonly file: File; readonly mark: string }) =>
      upload<ImportView>('import.carry-out', { mark: asked.mark }, asked.file),
    onSuccess: () => void client.invalidateQueries(),
    // What has changed meanwhile is seen in a new preview.
    onError: () => file && preview.mutate(file),
  })
  const choose = (chosen: File) => {
    setFile(chosen)
    carryOut.reset()
    preview.mutate(chosen)
  }
  const view = preview.data
  const stored = carryOut.data
  return (
    <Page title={t('import.title')}>
      <div className="stack">
        <FileChoice name={file?.name ?? null} onChoose={choose} />
        {preview.isPending && <Waiting rows={6} />}
        {preview.isError && <TroubleBar trouble={preview.error} />}
        {carryOut.isError && <TroubleBar trouble={carryOut.error} />}
        {stored && (
          <div className="panel" role="status">
            <h2>{t('import.done')}</h2>
            <p>{t('import.changed', { what: parts(stored, t) })}</p>
            <p>
              <Link href="/network">{t('import.to-network')}</Link>
            </p>
          </div>
        )}
        {view && file && !stored && !preview.isPending && (
          <Panel title={t('import.preview')}>
            <Summary view={view} />
            <div className="form-actions">
              <Button
                appearance="primary"
                disabledFocusable={carryOut.isPending || isNothing(view)}
                onClick={() => carryOut.mutate({ file, mark: view.mark })}
              >
                {t(
                  carryOut.isPending
                    ? 'import.working'
                    : view.counts.refused > 0
                      ? 'import.without'
                      : 'import.carry-out',
                  {
                    count: view.counts.refused,
                  },
                )}
              </Button>
            </div>
            <ImportRows rows={view.rows} counts={view.counts} />
          </Panel>
        )}
      </div>
    </Page>
  )
}

function isNothing({ changes }: ImportView): boolean {
  return Object.values(changes).every((count) => count === 0)
}

const kinds = ['organisations', 'people', 'groups', 'memberships'] as const

/** `12 Organisationen, 25 Personen`; what is none is not said. */
function parts({ changes }: ImportView, t: TFunction): string {
  return kinds
    .filter((kind) => changes[kind] > 0)
    .map((kind) => t(`import.count.${kind}`, { count: changes[kind] }))
    .join(', ')
}

function Summary({ view }: { readonly view: ImportView }) {
  const { t } = useTranslation()
  return (
    <>
      <p>{isNothing(view) ? t('import.nothing') : t('import.would-change', { what: parts(view, t) })}</p>
      {view.counts.refused > 0 && (
        <p className="warning">{t('import.refused', { count: view.counts.refused })}</p>
      )}
    </>
  )
}
