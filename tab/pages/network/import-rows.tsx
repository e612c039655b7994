/** Every row of the file with its fate, a hundred at a time, refused ones first where there are any. */
import { Button } from '@fluentui/react-components'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportLine, ImportView } from '../../../bot/groups/view'

const fates: readonly ImportLine['fate'][] = ['refused', 'new', 'changed', 'same']
const page = 100

export function ImportRows({ rows, counts }: Pick<ImportView, 'rows' | 'counts'>) {
  const { t } = useTranslation()
  const [fate, setFate] = useState<ImportLine['fate'] | 'all'>(counts.refused > 0 ? 'refused' : 'all')
  const [most, setMost] = useState(page)
  const name = useId()
  const fitting = fate === 'all' ? rows : rows.filter((row) => row.fate === fate)
  const shown = fitting.slice(0, most)
  return (
    <>
      <fieldset className="choices">
        <legend className="unseen">{t('import.filter')}</legend>
        {(['all', ...fates] as const).map((one) => (
          <label key={one}>
            <input
              type="radio"
              name={name}
              checked={one === fate}
              onChange={() => {
                setFate(one)
                setMost(page)
              }}
            />
            <span>
              {t(`import.fate.${one}`)} ({one === 'all' ? rows.length : counts[one]})
            </span>
          </label>
        ))}
      </fieldset>
      <div className="scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('import.row')}</th>
              <th scope="col">{t('import.column.name')}</th>
              <th scope="col">{t('import.column.organisation')}</th>
              <th scope="col">{t('import.what')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.row} className={`fate-${row.fate}`}>
                <td>{row.row}</td>
                <td>{row.name}</td>
                <td>{row.organisation}</td>
                <td>
                  <strong>{t(`import.is.${row.fate}`)}</strong>
                  {row.says.length > 0 && `: ${row.says.join(row.fate === 'refused' ? ' ' : '; ')}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < fitting.length && (
        <Button onClick={() => setMost(most + page)}>
          {t('import.more', { count: fitting.length - shown.length })}
        </Button>
      )}
    </>
  )
}
