/** Draws an Adaptive Card with Microsoft's renderer; loaded only when a card is shown, since it is large. */
import {
  AdaptiveCard,
  Column,
  ExecuteAction,
  OpenUrlAction,
  SerializationContext,
} from 'adaptivecards/lib/card-elements'
import type { CardObject } from 'adaptivecards/lib/card-object'
import { HostConfig } from 'adaptivecards/lib/host-config'
import { GlobalSettings } from 'adaptivecards/lib/shared'
import type { Fields } from './ask'
import { cardLook } from './card-look'

export interface CardEvents {
  /** Inputs are valid and merged into the data. */
  readonly onExecute: (verb: string, data: Fields, title: string) => void
  readonly onOpen: (url: string) => void
}

export interface DrawnCard {
  readonly element: HTMLElement
  /** What the card says in one sentence, for who does not see it. */
  readonly says: string
  /** True once the reader has filled in something that is not yet sent. */
  readonly touched: () => boolean
}

// Our cards hold no Markdown: what people wrote stands in text runs and choices, letter by letter, as in Teams.
GlobalSettings.useMarkdownInRadioButtonAndCheckbox = false

export function drawCard(json: unknown, events: CardEvents, language: string): DrawnCard {
  const card = new AdaptiveCard()
  card.hostConfig = new HostConfig(cardLook)
  card.lang = language
  card.onExecuteAction = (action) => {
    if (action instanceof OpenUrlAction && action.url) events.onOpen(action.url)
    if (action instanceof ExecuteAction && action.verb) {
      events.onExecute(action.verb, fieldsOf(action.data), action.title ?? '')
    }
  }
  card.onAnchorClicked = (_element, anchor) => {
    events.onOpen(anchor.href)
    return true
  }
  card.parse(json, new SerializationContext())
  const element = card.render() ?? document.createElement('div')
  settle(card, element)
  const says = (json as { fallbackText?: unknown }).fallbackText
  return {
    element,
    says: typeof says === 'string' ? says : '',
    touched: () => card.getAllInputs().some((input) => input.isDirty()),
  }
}

/** What the renderer leaves undone: bars, names of inputs, and one leading button. */
function settle(card: AdaptiveCard, element: HTMLElement): void {
  element.removeAttribute('tabindex')
  // The host around it is the named region; a second one would be read twice.
  element.removeAttribute('role')
  element.removeAttribute('aria-label')
  walk(card, (part) => {
    if (part instanceof Column && part.getItemCount() === 0 && part.style) asBar(part)
  })
  for (const button of element.querySelectorAll('button[title]')) button.removeAttribute('title')
  // The class stands at the set: the renderer rewrites those of a button that is pressed.
  if (card.getAllInputs().length > 0) element.querySelector('.ac-actionSet')?.classList.add('leading')
}

/** FACE: an empty styled column is part of a bar. The renderer would pad it as if it held text. */
function asBar(column: Column): void {
  const bar = column.renderedElement
  if (!bar) return
  bar.style.padding = '0'
  bar.style.backgroundColor = ''
  bar.classList.add('bar', `bar-${String(column.style)}`)
  bar.parentElement?.classList.add('bars')
}

function walk(part: CardObject, visit: (part: CardObject) => void): void {
  visit(part)
  const holder = part as { getItemCount?: () => number; getItemAt?: (at: number) => CardObject }
  const count = holder.getItemCount?.() ?? 0
  for (let at = 0; at < count; at += 1) {
    const inner = holder.getItemAt?.(at)
    if (inner) walk(inner, visit)
  }
  const set = part as { getColumnAt?: (at: number) => CardObject; getCount?: () => number }
  if (!set.getColumnAt) return
  for (let at = 0; at < (set.getCount?.() ?? 0); at += 1) walk(set.getColumnAt(at), visit)
}

function fieldsOf(data: unknown): Fields {
  return typeof data === 'object' && data !== null ? (data as Fields) : {}
}
