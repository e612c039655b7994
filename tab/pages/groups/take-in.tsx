/** Somebody who is in the channel but not in the network: the office takes them in, under the account that Teams tells. */
import { Button } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GroupView, RosterView } from '../../../bot/groups/view'
import { act } from '../../ask'
import { ChoiceField } from '../../frame/fields'
import { TroubleBar } from '../../frame/trouble-bar'
import { client, useNetwork } from '../../reads'

interface Props {
  readonly person: RosterView['strangers'][number]
  readonly group: GroupView
  readonly onDone: () => void
}

export function TakeIn({ person, group, onDone }: Props) {
  const { t } = useTranslation()
  const [organisation, setOrganisation] = useState<string | null>(null)
  const network = useNetwork()
  const take = useMutation({
    mutationFn: () => {
      const { name, mail, objectId, tenantId } = person
      const facts = { name, mail: mail ?? '', organisation, account: objectId, tenant: tenantId }
      return act('group.take-in', { group: group.id, ...facts })
    },
    onSuccess: async () => {
      await client.invalidateQueries()
      onDone()
    },
  })
  return (
    <li className="entry">
      <span>
        {person.name} <span className="quiet">{person.mail}</span>
      </span>
      {group.mayAdminister && organisation === null && (
        <Button
          size="small"
          aria-label={t('groups.add-one', { name: person.name })}
          onClick={() => setOrganisation('')}
        >
          {t('groups.let-in')}
        </Button>
      )}
      {organisation !== null && (
        <span className="form">
          <ChoiceField
            label={t('people.organisation')}
            required
            value={organisation}
            onChange={setOrganisation}
            options={[
              ['', t('people.choose-organisation')],
              ...(network.data?.organisations ?? []).map(({ id, name }) => [id, name] as const),
            ]}
          />
          <Button disabledFocusable={take.isPending || organisation === ''} onClick={() => take.mutate()}>
            {t('groups.let-in')}
          </Button>
          {take.isError && <TroubleBar trouble={take.error} />}
        </span>
      )}
    </li>
  )
}
