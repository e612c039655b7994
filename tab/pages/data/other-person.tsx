/** For the office: somebody else's data, asked for on purpose, since it is written down; and their erasure. */
import { Button, Select } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DataExport, ErasedView } from '../../../bot/data/view'
import { act } from '../../ask'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { client, useKeptPeople } from '../../reads'
import { saveFile } from '../../save-file'
import { Erasure } from './erasure'
import { KeptParts } from './kept-parts'

export function OtherPerson({ own }: { readonly own: string }) {
  const { t } = useTranslation()
  const id = useId()
  const people = useKeptPeople(true)
  const [member, setMember] = useState('')
  const [erased, setErased] = useState<ErasedView | null>(null)
  const others = people.data?.people.filter((person) => person.id !== own) ?? []
  return (
    <Panel title={t('data.others')}>
      {people.isError && <TroubleBar trouble={people.error} onRetry={() => void people.refetch()} />}
      <div className="filter">
        <label htmlFor={id}>{t('data.whose')}</label>
        <Select
          id={id}
          value={member}
          onChange={(_, { value }) => {
            setMember(value)
            setErased(null)
          }}
        >
          <option value="">{t('data.own')}</option>
          {others.map(({ id: one, name, organisation, left }) => (
            <option key={one} value={one}>
              {`${left ? t('data.has-left', { name }) : name}, ${organisation}`}
            </option>
          ))}
        </Select>
      </div>
      <p role="status">{erased ? t('data.erased', { pseudonym: erased.pseudonym }) : ''}</p>
      {member !== '' && (
        <Chosen
          key={member}
          member={member}
          onErased={(done) => {
            setErased(done)
            setMember('')
            void client.invalidateQueries({ queryKey: ['data.people'] })
          }}
        />
      )}
    </Panel>
  )
}

interface ChosenProps {
  readonly member: string
  readonly onErased: (erased: ErasedView) => void
}

function Chosen({ member, onErased }: ChosenProps) {
  const { t } = useTranslation()
  const look = useMutation({ mutationFn: () => act<DataExport>('data.export', { member }) })
  return (
    <>
      <p className="quiet">{t('data.noted')}</p>
      <div className="act-line">
        <Button disabledFocusable={look.isPending} onClick={() => look.mutate()}>
          {t(look.isPending ? 'data.downloading' : 'data.show-other')}
        </Button>
      </div>
      {look.isError && <TroubleBar trouble={look.error} />}
      {look.data && (
        <KeptParts
          parts={look.data.parts}
          actions={
            <div className="act-line">
              <Button
                appearance="primary"
                onClick={() => saveFile(look.data.fileName, look.data.file, 'application/json')}
              >
                {t('data.download')}
              </Button>
            </div>
          }
        />
      )}
      <Erasure member={member} onErased={onErased} />
    </>
  )
}
