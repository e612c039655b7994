/** What is kept, part by part, in sentences; long parts open on demand. */

import { Button } from '@fluentui/react-components'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeptLines } from '../../../bot/data/view'
import { Panel } from '../../frame/panel'

// What is read at a glance; the rest is a list of many of the same.
const shownAtOnce = 8

interface Props {
  readonly parts: readonly KeptLines[]
  readonly actions: ReactNode
}

export function KeptParts({ parts, actions }: Props) {
  return (
    <>
      <div className="kept">
        {parts.map((part) => (
          <Panel key={part.name} title={part.title}>
            <Lines lines={part.lines} />
          </Panel>
        ))}
      </div>
      {actions}
    </>
  )
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const more = lines.length - shownAtOnce
  const shown = open || more <= 0 ? lines : lines.slice(0, shownAtOnce)
  return (
    <>
      <ul className="kept-lines">
        {shown.map((line, at) => (
          // Two lines may say the same; their order is the service's and stays.
          <li key={`${line} ${String(at)}`}>
            <bdi>{line}</bdi>
          </li>
        ))}
      </ul>
      {more > 0 && !open && (
        <Button size="small" className="older" onClick={() => setOpen(true)}>
          {t('data.all', { count: more })}
        </Button>
      )}
    </>
  )
}
