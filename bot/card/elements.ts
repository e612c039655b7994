/** Adaptive Card 1.5 elements as plain data. What people wrote goes into text runs, which know no Markdown. */

export type Element = Readonly<Record<string, unknown>> & { readonly type: string }
export type Action = Readonly<Record<string, unknown>> & {
  readonly type: 'Action.Execute' | 'Action.OpenUrl'
}

export interface Card {
  readonly type: 'AdaptiveCard'
  readonly $schema: string
  /** 1.5: the newest that Teams takes from a bot; the elements used need no more than 1.2, for phones. */
  readonly version: '1.5'
  readonly lang: string
  readonly fallbackText: string
  readonly body: readonly Element[]
  readonly actions?: readonly Action[]
  readonly refresh?: { readonly action: Action; readonly userIds: readonly string[] }
  readonly msteams?: Readonly<Record<string, unknown>>
}

export interface Look {
  readonly bold?: boolean
  readonly subtle?: boolean
  readonly small?: boolean
  readonly large?: boolean
  readonly right?: boolean
  readonly spacing?: 'None' | 'Small' | 'Medium' | 'Large'
  readonly separator?: boolean
}

/** Text of any origin, shown letter by letter. */
export function text(content: string | readonly Run[], look: Look = {}): Element {
  const runs = typeof content === 'string' ? [{ text: content }] : content
  return {
    type: 'RichTextBlock',
    ...(look.right && { horizontalAlignment: 'Right' }),
    ...(look.spacing && { spacing: look.spacing }),
    ...(look.separator && { separator: true }),
    inlines: runs.map((run) => ({
      type: 'TextRun',
      text: run.text,
      ...((look.bold || run.bold) && { weight: 'Bolder' }),
      ...(look.subtle && { isSubtle: true }),
      ...(look.small && { size: 'Small' }),
      ...(look.large && { size: 'Large' }),
    })),
  }
}

export interface Run {
  readonly text: string
  readonly bold?: boolean
}

export function columns(
  ...content: readonly { readonly width: string; readonly items: readonly Element[] }[]
): Element {
  return { type: 'ColumnSet', columns: content.map(({ width, items }) => ({ type: 'Column', width, items })) }
}

/** A box that stands out, for refusals and notices. */
export function box(
  items: readonly Element[],
  style: 'emphasis' | 'good' | 'attention' | 'accent' = 'emphasis',
): Element {
  return { type: 'Container', style, items }
}

/** A bar of two columns: what `share` fills, and the rest. Neither is ever zero wide, which Teams would not draw. */
export function bar(share: number): Element {
  const filled = Math.round(Math.max(0, Math.min(1, share)) * 100)
  const part = (width: number, style: string) => ({
    type: 'Column',
    width: `${width}`,
    style,
    minHeight: '8px',
    spacing: 'None',
    items: [],
  })
  const parts = [part(filled, 'accent'), part(100 - filled, 'emphasis')].filter(({ width }) => width !== '0')
  return { type: 'ColumnSet', spacing: 'Small', columns: parts }
}

export interface ExecuteOptions {
  /** Sends the card's inputs along. */
  readonly inputs?: boolean
  readonly primary?: boolean
  /** Where a verb stands twice on a card; ids must differ. */
  readonly id?: string
}

export function execute(
  title: string,
  verb: string,
  data: Readonly<Record<string, unknown>>,
  { inputs = false, primary = false, id = verb }: ExecuteOptions = {},
): Action {
  return {
    type: 'Action.Execute',
    title,
    id,
    verb,
    data,
    associatedInputs: inputs ? 'auto' : 'none',
    ...(primary && { style: 'positive' }),
  }
}

export function open(title: string, url: string): Action {
  return { type: 'Action.OpenUrl', title, url }
}
