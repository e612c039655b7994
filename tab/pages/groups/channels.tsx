/** Where a group meets in Teams; the office gives it a channel in which the bot is. */
import { Button, Select } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GroupView } from '../../../bot/groups/view'
import { useAct } from '../../acting'
import { ChoiceField } from '../../frame/fields'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { useNetwork } from '../../reads'
import { channelName } from './channel-name'

export function Channels({ group }: { readonly group: GroupView }) {
  const { t } = useTranslation()
  const release = useAct('channel.bind')
  return (
    <Panel title={t('channels.title')}>
      {group.channels.length === 0 && <p className="quiet">{t('channels.none')}</p>}
      <ul className="rows entries">
        {group.channels.map((channel) => (
          <li key={channel.id} className="entry">
            <span>
              {channelName(t, channel)}{' '}
              {!channel.installed && <span className="quiet">{t('channels.away')}</span>}
            </span>
            {group.mayManage && <ChannelLanguage channel={channel} />}
            {group.mayManage && (
              <Button
                size="small"
                appearance="subtle"
                disabledFocusable={release.isPending}
                aria-label={t('channels.release-one', {
                  name: channelName(t, channel),
                })}
                onClick={() => release.mutate({ channel: channel.id, group: null })}
              >
                {t('channels.release')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {release.isError && <TroubleBar trouble={release.error} />}
      {group.mayAdminister ? (
        <Bind group={group.id} />
      ) : (
        group.mayManage && <p className="quiet">{t('channels.how-here')}</p>
      )}
    </Panel>
  )
}

/** Cards there speak the network's language, or one that is chosen for this channel alone. */
function ChannelLanguage({ channel }: { readonly channel: GroupView['channels'][number] }) {
  const { t } = useTranslation()
  const set = useAct('channel.set-language')
  const name = channelName(t, channel)
  return (
    <>
      <Select
        size="small"
        aria-label={t('channels.language-of', { name })}
        value={channel.language ?? ''}
        disabled={set.isPending}
        onChange={(_, { value }) => set.mutate({ channel: channel.id, language: value || null })}
      >
        {['', 'de', 'en'].map((one) => (
          <option key={one} value={one}>
            {t(`channels.language-${one || 'network'}`)}
          </option>
        ))}
      </Select>
      {set.isError && <TroubleBar trouble={set.error} />}
    </>
  )
}

function Bind({ group }: { readonly group: string }) {
  const { t } = useTranslation()
  const network = useNetwork()
  const [chosen, setChosen] = useState('')
  const bind = useAct('channel.bind', () => setChosen(''))
  const free = network.data?.unbound ?? []
  return (
    <div className="adding">
      {free.length === 0 ? (
        <p className="quiet">{t('channels.how')}</p>
      ) : (
        <>
          <ChoiceField
            label={t('channels.choose')}
            value={chosen}
            onChange={setChosen}
            options={[
              ['', t('channels.none-chosen')],
              ...free.map((channel) => [channel.id, channelName(t, channel)] as const),
            ]}
          />
          <div className="form-actions">
            <Button
              disabledFocusable={bind.isPending || chosen === ''}
              onClick={() => bind.mutate({ channel: chosen, group })}
            >
              {t('channels.bind')}
            </Button>
          </div>
        </>
      )}
      {bind.isError && <TroubleBar trouble={bind.error} />}
    </div>
  )
}
