/** Catches what a page throws (or a part of the tab that is no longer there after an update) and offers a fresh start. */
import { Component, type ReactNode } from 'react'
import { TroubleBar } from './trouble-bar'

interface Props {
  readonly children: ReactNode
}

export class Safety extends Component<Props, { readonly broken: boolean }> {
  override readonly state = { broken: false }

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    return this.state.broken ? (
      <TroubleBar trouble={null} onRetry={() => location.reload()} />
    ) : (
      this.props.children
    )
  }
}
