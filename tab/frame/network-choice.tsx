/** For which of one's networks the tab stands: asked once of who belongs to several, and switched in the head of the page. */
import { Button, Select } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { MeView, NetworkLine } from '../../bot/groups/view'
import { act } from '../ask'
import { client } from '../reads'
import { Page } from './page'
import { TroubleBar } from './trouble-bar'

function useChoice() {
  const [, goTo] = useLocation()
  return useMutation({
    mutationFn: (network: string) => act<MeView>('member.choose-network', { network }),
    onSuccess: (me) => {
      // What stands on the page belongs to the other network.
      goTo('/')
      client.setQueryData(['member.show'], me)
      void client.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'member.show' })
    },
  })
}

export function ChooseNetworkPage({ networks }: { readonly networks: readonly NetworkLine[] }) {
  const { t } = useTranslation()
  const choice = useChoice()
  return (
    <Page title={t('network-choice.title')}>
      <div className="panel narrow">
        <p>{t('network-choice.says')}</p>
        {choice.isError && <TroubleBar trouble={choice.error} />}
        <ul className="networks">
          {networks.map(({ id, name }) => (
            <li key={id}>
              <Button disabledFocusable={choice.isPending} onClick={() => choice.mutate(id)}>
                {name}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </Page>
  )
}

export function NetworkSwitch({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const choice = useChoice()
  const id = useId()
  return (
    <div className="network">
      <label htmlFor={id}>{t('network-choice.label')}</label>
      <Select
        id={id}
        size="small"
        value={me.network.id}
        disabled={choice.isPending}
        onChange={(_, { value }) => choice.mutate(value)}
        data-testid="network"
      >
        {me.networks.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </Select>
      {choice.isError && <TroubleBar trouble={choice.error} />}
    </div>
  )
}
