/** The demo's door: a person is chosen instead of signing in, and remembered until the browser tab is closed. */
import type { DemoPerson } from '../bot/groups/view'
import { act, type Bearer, read } from './ask'

const key = 'verbund.person'

export async function demoPeople(): Promise<readonly DemoPerson[]> {
  return (await read<{ people: readonly DemoPerson[] }>('demo.people')).people
}

/** The one chosen before, if the demo still knows it, else the first. */
export function chosenAmong(people: readonly DemoPerson[]): string | null {
  const stored = remembered()
  return (people.find((person) => person.id === stored) ?? people[0])?.id ?? null
}

export function rememberPerson(id: string): void {
  try {
    sessionStorage.setItem(key, id)
  } catch {
    // Storage may be forbidden in a frame; then the choice lasts until the page is left.
  }
}

function remembered(): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    return null
  }
}

/** Signs in when first asked, and again after a 401: the demo's tokens end, too. */
export function demoBearer(person: string): Bearer {
  let token: Promise<string> | null = null
  const signIn = async () => {
    try {
      return (await act<{ token: string }>('demo.sign-in', { person })).token
    } catch (trouble) {
      token = null
      throw trouble
    }
  }
  return {
    token: () => {
      token ??= signIn()
      return token
    },
    renew: async () => {
      token = null
      return true
    },
  }
}
