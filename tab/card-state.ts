/** A card's life in the tab: read, acted on, answered, outdated. No drawing in here. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { askCard, type Fields } from './ask'
import { readVerbs } from './card-verbs'
import { newEcho } from './echo'
import { onAnyChange } from './live'
import { client } from './reads'
import { Trouble } from './trouble'

/** Where a card comes from. */
export interface CardSource {
  readonly verb: string
  readonly data: Fields
}

export interface Shown {
  readonly card: unknown
  readonly refused: boolean
  /** True when an act of the reader brought it, false when it was only read again. */
  readonly answer: boolean
}

export interface CardLife {
  readonly shown: Shown | null
  /** Title of the button whose act is under way. */
  readonly saving: string | null
  readonly trouble: Trouble | null
  /** Newer things are known than the card says, and it was left alone for the reader's sake. */
  readonly outdated: boolean
  readonly execute: (verb: string, data: Fields, title: string) => void
  readonly renew: () => void
  readonly retry: () => void
}

interface Options {
  readonly source: CardSource
  /** The poll whose changes concern the card; null for none. */
  readonly poll: string | null
  readonly language: string
  readonly touched: () => boolean
  readonly onAnswer: ((verb: string, shown: Shown) => void) | undefined
}

export function useCard({ source, poll, language, touched, onAnswer }: Options): CardLife {
  const [shown, setShown] = useState<Shown | null>(null)
  const [saving, setSaving] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [outdated, setOutdated] = useState(false)
  const current = useRef(source)
  const last = useRef<() => void>(() => undefined)
  const busy = useRef(false)
  const refused = useRef(false)
  const [echo] = useState(() => newEcho(Date.now))
  const turn = useRef(0)
  const answered = useRef(onAnswer)
  answered.current = onAnswer

  const show = useCallback((next: Shown) => {
    refused.current = next.refused
    setShown(next)
    setTrouble(null)
    setOutdated(false)
  }, [])

  const load = useCallback(async () => {
    const mine = ++turn.current
    last.current = () => void load()
    try {
      const asked = current.current
      const again = await askCard(asked.verb, asked.data)
      // A form may be refused by now (the poll has closed): then the card itself says how it stands.
      const answer = again.refused && asked !== source ? await askCard(source.verb, source.data) : again
      if (again.refused) current.current = source
      if (mine === turn.current) show({ ...answer, answer: false })
    } catch (problem) {
      if (mine === turn.current) setTrouble(troubleFrom(problem))
    }
  }, [show, source])

  const execute = useCallback(
    async (verb: string, data: Fields, title: string) => {
      if (busy.current) return
      busy.current = true
      const mine = ++turn.current
      last.current = () => void execute(verb, data, title)
      const reads = readVerbs.has(verb)
      if (!reads) echo.begins()
      setSaving(title)
      setTrouble(null)
      try {
        const answer = await askCard(verb, data)
        if (!reads) echo.ends(!answer.refused)
        if (mine !== turn.current) return
        // After an act the card is read again from its first source, after a look from there.
        current.current = reads && !answer.refused ? { verb, data } : source
        show({ ...answer, answer: true })
        // Who I am and what I read in may have changed by it: the tab follows.
        if (!reads && verb.startsWith('member.')) void client.invalidateQueries({ queryKey: ['member.show'] })
        answered.current?.(verb, { ...answer, answer: true })
      } catch (problem) {
        if (!reads) echo.ends(false)
        if (mine === turn.current) setTrouble(troubleFrom(problem))
      } finally {
        busy.current = false
        setSaving(null)
      }
    },
    [echo, show, source],
  )

  useEffect(() => {
    current.current = source
    setShown(null)
    void load()
    return () => {
      turn.current += 1
    }
  }, [load, source])

  const renewUnlessTouched = useCallback(() => {
    if (touched() || refused.current || busy.current) setOutdated(true)
    else void load()
  }, [load, touched])

  const spoken = useRef(language)
  useEffect(() => {
    if (spoken.current === language) return
    spoken.current = language
    renewUnlessTouched()
  }, [language, renewUnlessTouched])

  useEffect(
    () =>
      onAnyChange((change) => {
        if (poll === null || (change !== null && change.poll !== poll)) return
        // Without this, "Gespeichert" would be gone before it is read.
        if (change === null || !echo.takes()) renewUnlessTouched()
      }),
    [echo, poll, renewUnlessTouched],
  )

  return {
    shown,
    saving,
    trouble,
    outdated,
    execute: useCallback((verb, data, title) => void execute(verb, data, title), [execute]),
    renew: useCallback(() => void load(), [load]),
    retry: useCallback(() => last.current(), []),
  }
}

function troubleFrom(problem: unknown): Trouble {
  return problem instanceof Trouble ? problem : new Trouble('fault', null, null, null)
}
