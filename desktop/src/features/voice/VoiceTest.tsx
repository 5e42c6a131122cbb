import { useEffect, useState } from 'react'
import { useSettings } from '@/model/settings'
import { isSpeech } from '@/model/speaking'
import { telephone as words } from '@/text/telephone'
import { Button } from '@/ui/Button'
import { Echo } from '@/ui/echo'
import { Level } from '@/ui/Level'
import { openMicrophone } from '@/wire/microphone'

const LOOKED_EVERY_MILLIS = 150

/** @param allowed told when the microphone was allowed: then devices have names */
export function VoiceTest({ allowed }: { allowed: () => void }) {
  const { microphone, speaker } = useSettings()
  const [echo, setEcho] = useState<Echo | null>(null)
  const [wrong, setWrong] = useState('')
  const [heard, setHeard] = useState(false)
  useEffect(() => () => echo?.close(), [echo])
  useEffect(() => {
    if (echo === null) return
    const timer = setInterval(() => isSpeech(echo.read()) && setHeard(true), LOOKED_EVERY_MILLIS)
    return () => clearInterval(timer)
  }, [echo])
  const begin = async (how: 'LISTEN' | 'ECHO') => {
    const opened = await openMicrophone(microphone)
    setHeard(false)
    if (typeof opened === 'string') {
      setWrong(opened === 'REFUSED' ? words.refused : words.missing)
      return setEcho(null)
    }
    setWrong('')
    allowed()
    const next = new Echo(opened)
    if (how === 'ECHO') next.hear(speaker)
    setEcho(next)
  }
  return (
    <section className="place sign-part">
      <h2>{words.test}</h2>
      <p className="second">{words.testWhy}</p>
      <div className="row">
        <span className="small quiet">{words.yourVoice}</span>
        <Level read={echo?.read ?? silent} />
        <span className="small" role="status">
          {wrong !== '' ? <span className="wrong">{wrong}</span> : echo !== null && (heard ? words.heard : words.soft)}
        </span>
      </div>
      <div className="row">
        <Button icon="microphone" onClick={() => void begin('LISTEN')}>
          {words.listen}
        </Button>
        <Button icon="play" onClick={() => void begin('ECHO')}>
          {words.echo}
        </Button>
        {echo !== null && <Button onClick={() => setEcho(null)}>{words.stop}</Button>}
      </div>
    </section>
  )
}

const silent = () => 0
