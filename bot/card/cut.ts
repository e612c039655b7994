/** A card for who may do less than others who read it: no button that would be refused, none that leads where no way is. */
import type { Action, Card, Element } from './elements'

/** @param verbs the only ones that are left; links of any kind go */
export function cut(card: Card, verbs: readonly string[]): Card {
  const { actions, refresh: _, ...rest } = card
  const left = actions && kept(actions, verbs)
  return {
    ...rest,
    body: card.body.flatMap((element) => cutElement(element, verbs)),
    ...(left && left.length > 0 && { actions: left }),
  }
}

const kept = (actions: readonly Action[], verbs: readonly string[]) =>
  actions.filter(({ type, verb }) => type === 'Action.Execute' && verbs.includes(String(verb)))

function cutElement(element: Element, verbs: readonly string[]): readonly Element[] {
  if (element.type !== 'ActionSet') return [element]
  const actions = kept((element.actions ?? []) as readonly Action[], verbs)
  return actions.length > 0 ? [{ ...element, actions }] : []
}
