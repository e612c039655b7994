/** Chooses a file by finger, keyboard or drop, and says what must stand in it. */
import { Button } from '@fluentui/react-components'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saveFile } from '../../ask'

interface Props {
  readonly name: string | null
  readonly onChoose: (file: File) => void
}

const columns = [
  'name',
  'mail',
  'organisation',
  'bench',
  'size',
  'sector',
  'parent',
  'groups',
  'role',
  'language',
] as const

export function FileChoice({ name, onChoose }: Props) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const template = () => {
    const heads = columns.map((column) => t(`import.column.${column}`)).join(';')
    const example = columns.map((column) => t(`import.example.${column}`)).join(';')
    // The mark lets Excel see that it is UTF-8.
    saveFile(new Blob([`\ufeff${heads}\r\n${example}\r\n`], { type: 'text/csv' }), t('import.template-name'))
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the one for everybody
    <div
      className={over ? 'panel drop over' : 'panel drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const [file] = event.dataTransfer.files
        if (file) onChoose(file)
      }}
    >
      <p>{t('import.says')}</p>
      <p className="quiet">{t('import.rules')}</p>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,text/csv"
        hidden
        data-testid="import-file"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) onChoose(file)
          // The same file once more, corrected meanwhile, is a new choice.
          event.target.value = ''
        }}
      />
      <div className="form-actions">
        <Button appearance={name ? 'secondary' : 'primary'} onClick={() => input.current?.click()}>
          {t(name ? 'import.choose-other' : 'import.choose')}
        </Button>
        <Button appearance="subtle" onClick={template}>
          {t('import.template')}
        </Button>
      </div>
      {name && <p>{t('import.chosen', { name })}</p>}
    </div>
  )
}
