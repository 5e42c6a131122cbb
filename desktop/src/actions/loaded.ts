import { useCallback, useEffect, useState } from 'react'
import { sentenceOf } from '@/wire/http'

/**
 * What a screen asks for when it opens, and asks for again after a change. What was there before stays while it does.
 *
 * @param ask the same function each time the screen is drawn
 */
export function useLoaded<T>(ask: () => Promise<T>): { value: T | null; wrong: string | null; reload: () => Promise<void> } {
  const [value, setValue] = useState<T | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const reload = useCallback(async () => {
    try {
      setValue(await ask())
      setWrong(null)
    } catch (error) {
      setWrong(sentenceOf(error))
    }
  }, [ask])
  useEffect(() => {
    void reload()
  }, [reload])
  return { value, wrong, reload }
}
