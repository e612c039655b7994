/** What every page has: a heading that takes the focus when one comes from another page, and a title. */
import { type ReactNode, useEffect, useRef } from 'react'

interface Props {
  readonly title: string
  /** Heading for those who listen only: what is seen says it already. */
  readonly unseen?: boolean
  /** A page that stands in for another one: no focus, no title. */
  readonly quiet?: boolean
  readonly before?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

// The first page is where the browser puts the focus itself.
let visited = 0

export function Page({ title, unseen = false, quiet = false, before, actions, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (quiet) return
    visited += 1
    if (visited > 1) heading.current?.focus({ preventScroll: true })
    if (visited > 1) window.scrollTo({ top: 0 })
  }, [quiet])
  useEffect(() => {
    if (!quiet) document.title = `${title} · Verbund`
  }, [title, quiet])
  return (
    <div className="page">
      {before}
      <div className={unseen ? 'unseen page-head' : 'page-head'}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {!unseen && actions}
      </div>
      {children}
    </div>
  )
}
