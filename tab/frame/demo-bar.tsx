/** Plainly says that nobody signs in here (the demo, one's own machine), and lets one be anybody. */
import { Select } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { DemoPerson } from '../../bot/groups/view'
import { client } from '../reads'
import { choosePerson } from '../session'

interface Props {
  readonly demo: boolean
  readonly people: readonly DemoPerson[]
  readonly person: string | null
}

export function DemoBar({ demo, people, person }: Props) {
  const { t } = useTranslation()
  const describe = (one: DemoPerson) => {
    const roles = one.roles.map((role) => t(`role.${role}`)).join(', ')
    return roles === '' ? `${one.name}, ${one.organisation}` : `${one.name}, ${one.organisation} (${roles})`
  }
  return (
    <section className="demo" aria-label={t(demo ? 'demo.badge' : 'demo.local')}>
      <strong className="demo-badge">{t(demo ? 'demo.badge' : 'demo.local')}</strong>
      <label htmlFor="demo-person">{t('demo.you')}</label>
      <Select
        id="demo-person"
        data-testid="demo-person"
        size="small"
        value={person ?? ''}
        onChange={(_, { value }) => {
          // What the one may see is nothing for the other.
          client.clear()
          choosePerson(value)
        }}
      >
        {people.map((one) => (
          <option key={one.id} value={one.id}>
            {describe(one)}
          </option>
        ))}
      </Select>
    </section>
  )
}
