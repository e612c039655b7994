/** What whoever runs a round sees and may do while it is open: who is missing, one more organisation, whether it repeats. */
import { Button, Select } from '@fluentui/react-components'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoundPageView } from '../../../bot/needs/view'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { useRoundAct } from './act'

interface Props {
  readonly view: RoundPageView
}

export function RunRound({ view }: Props) {
  const { t } = useTranslation()
  return (
    <Panel title={t('needs.run')} className="manage">
      <Missing view={view} />
      <h3>{t('needs.add-organisation')}</h3>
      <AddOrganisation view={view} />
      <h3>{t('needs.repeating')}</h3>
      <Repeats view={view} />
    </Panel>
  )
}

/** P4: told to nobody else. */
function Missing({ view: { missing } }: Props) {
  const { t } = useTranslation()
  if (missing === null) return null
  return (
    <>
      <h3>{t('needs.missing-title')}</h3>
      {missing.length === 0 ? (
        <p>{t('needs.none-missing')}</p>
      ) : (
        <ul className="names-list" data-testid="missing">
          {missing.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
      )}
      <p className="quiet">{t('needs.missing-says')}</p>
    </>
  )
}

function AddOrganisation({ view: { round, addable } }: Props) {
  const { t } = useTranslation()
  const [organisation, setOrganisation] = useState('')
  const id = useId()
  const add = useRoundAct('round.add-organisation', () => setOrganisation(''))
  if (addable === null || addable.length === 0) return <p className="quiet">{t('needs.none-addable')}</p>
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (organisation !== '') add.mutate({ round: round.id, organisation })
  }
  return (
    <form className="line" onSubmit={submit}>
      <label htmlFor={id} className="unseen">
        {t('needs.add-organisation')}
      </label>
      <Select id={id} value={organisation} onChange={(_, { value }) => setOrganisation(value)}>
        <option value="">{t('manage.choose')}</option>
        {addable.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </Select>
      <Button type="submit" disabledFocusable={add.isPending || organisation === ''}>
        {t(add.isPending ? 'manage.working' : 'manage.add-voter')}
      </Button>
      {add.isError && <TroubleBar trouble={add.error} />}
    </form>
  )
}

function Repeats({ view: { round } }: Props) {
  const { t } = useTranslation()
  const change = useRoundAct('round.set-repeats')
  const turn = () => change.mutate({ round: round.id, repeats: !round.repeats })
  return (
    <div className="repeats">
      <p className="quiet">{t(round.repeats ? 'needs.repeats-says' : 'needs.once-says')}</p>
      <Button disabledFocusable={change.isPending} onClick={turn}>
        {t(change.isPending ? 'manage.working' : round.repeats ? 'needs.repeat-off' : 'needs.repeat-on')}
      </Button>
      {change.isError && <TroubleBar trouble={change.error} />}
    </div>
  )
}
