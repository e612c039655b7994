/** What was written to the bot, without the mention that carried it there. */
import { type Activity as BotActivity, TurnContext } from 'botbuilder'
import type { Activity } from './activity'

export function mentionless(activity: Activity): string {
  // botbuilder's function changes the activity that it gets.
  const entities = activity.entities?.filter(
    ({ type, mentioned, text }) =>
      type === 'mention' && typeof text === 'string' && typeof mentioned === 'object' && mentioned !== null,
  )
  const copy = { ...activity, entities, text: activity.text ?? '' } as unknown as BotActivity
  const text = copy.recipient?.id ? TurnContext.removeRecipientMention(copy) : copy.text
  // The Playground's and phones' mentions do not always match their entity letter by letter.
  return (text ?? '')
    .replace(/<at[^>]*>.*?<\/at>/gi, ' ')
    .replace(/&nbsp;/g, ' ')
    .trim()
}
