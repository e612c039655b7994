/** Meine Daten: everything that is kept about the reader; for the office also about somebody else. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ErasedView } from '../../../bot/data/view'
import { Page } from '../../frame/page'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { type useMe, useOwnData } from '../../reads'
import { Download } from './download'
import { Erasure } from './erasure'
import { KeptParts } from './kept-parts'
import { OtherPerson } from './other-person'
import '../../looks/data.css'

export function DataPage({ me }: { readonly me: ReturnType<typeof useMe> }) {
  const { t } = useTranslation()
  const [erased, setErased] = useState<ErasedView | null>(null)
  if (erased)
    return (
      <Page title={t('data.title')}>
        <div className="panel" role="status">
          <p>{t('data.erased', { pseudonym: erased.pseudonym })}</p>
          <p>{t('data.erased-own')}</p>
        </div>
      </Page>
    )
  return (
    <Page title={t('data.title')}>
      <p className="lead">{t('data.lead')}</p>
      <div className="stack">
        {me.data?.roles.includes('office') && <OtherPerson own={me.data.id} />}
        <Own onErased={setErased} />
      </div>
    </Page>
  )
}

function Own({ onErased }: { readonly onErased: (erased: ErasedView) => void }) {
  const { t } = useTranslation()
  const own = useOwnData()
  return (
    <>
      {own.data ? (
        <KeptParts parts={own.data.parts} actions={<Download />} />
      ) : own.error ? (
        <TroubleBar trouble={own.error} onRetry={() => void own.refetch()} />
      ) : (
        <div className="panel">
          <Waiting rows={8} />
        </div>
      )}
      <Panel title={t('data.erase')}>
        <Erasure member={null} onErased={onErased} />
      </Panel>
    </>
  )
}
