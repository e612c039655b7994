/** A link that looks like a button: it leads to a page, so it stays a link for everyone. */
import { Button } from '@fluentui/react-components'
import type { ReactElement, ReactNode } from 'react'
import { useLocation, useRouter } from 'wouter'

interface Props {
  readonly href: string
  readonly icon?: ReactElement
  readonly appearance?: 'primary' | 'secondary'
  /** For those who listen only, where what stands on it says too little. */
  readonly label?: string
  readonly children: ReactNode
}

export function ButtonLink({ href, icon, appearance = 'primary', label, children }: Props) {
  const { base } = useRouter()
  const [, go] = useLocation()
  return (
    <Button
      as="a"
      appearance={appearance}
      href={`${base}${href}`}
      {...(icon ? { icon } : {})}
      {...(label !== undefined && { 'aria-label': label })}
      onClick={(event: React.MouseEvent) => {
        // With a modifier the browser opens a window of its own, as with every link.
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
        event.preventDefault()
        go(href)
      }}
    >
      {children}
    </Button>
  )
}
