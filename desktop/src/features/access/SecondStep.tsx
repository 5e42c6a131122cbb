import { useState } from 'react'
import { attempt } from '@/actions'
import { companyZone, serverNow } from '@/model/clock'
import { t } from '@/text'
import { signIn as words } from '@/text/signin'
import { Button } from '@/ui/Button'
import { TextField } from '@/ui/Field'
import { Mark } from '@/ui/Mark'
import { showToast } from '@/ui/toasts'
import { fieldsOf, sentenceOf } from '@/wire/http'
import { mySignIn } from '@/wire/signin'
import type { Enrolment, MySignIn } from '@/wire/types'

/** When the installation requires a second step and I have none: this stands before everything else. */
export function MustEnrol({ done }: { done: () => void }) {
  return (
    <main className="gate wide">
      <div className="gate-card">
        <Mark />
        <h1>{words.mustTitle}</h1>
        <p className="why">{words.must}</p>
        <Enrol done={done} />
      </div>
    </main>
  )
}

/** Setting up an authenticator: the code to scan, the first six digits, the recovery codes. */
export function Enrol({ begun = null, done, cancel }: { begun?: Enrolment | null; done: () => void; cancel?: () => void }) {
  const [enrolment, setEnrolment] = useState(begun)
  const [code, setCode] = useState('')
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const [wrong, setWrong] = useState<string | undefined>(undefined)
  const trying = async (work: () => Promise<void>) => {
    try {
      await work()
      setWrong(undefined)
    } catch (error) {
      setWrong(fieldsOf(error).code ?? sentenceOf(error))
    }
  }
  if (codes !== null)
    return (
      <>
        <h3>{words.step.codesTitle}</h3>
        <p className="second">{words.step.codes}</p>
        <p className="code codes">{codes.join('\n')}</p>
        <div className="row">
          <Button look="go" onClick={done}>
            {words.step.kept}
          </Button>
        </div>
      </>
    )
  if (enrolment === null)
    return (
      <>
        {wrong !== undefined && <p className="wrong">{wrong}</p>}
        <Button look="go" icon="lock" onClick={() => void trying(async () => setEnrolment(await mySignIn.begin()))}>
          {words.step.begin}
        </Button>
      </>
    )
  const confirm = () => trying(async () => setCodes((await mySignIn.confirm(code)).recoveryCodes))
  return (
    <form
      className="enrol"
      onSubmit={(event) => {
        event.preventDefault()
        void confirm()
      }}
    >
      <svg className="qr" role="img" aria-label={words.step.qr} viewBox={`0 0 ${enrolment.qr.size} ${enrolment.qr.size}`} shapeRendering="crispEdges">
        <path d={enrolment.qr.path} />
      </svg>
      <div>
        <p className="second">{words.step.scan}</p>
        <p className="small quiet">{words.step.typed}</p>
        <p className="code">{enrolment.secret.replace(/(.{4})(?!$)/g, '$1 ')}</p>
        <TextField label={words.step.code} value={code} error={wrong} autoFocus autoComplete="one-time-code" inputMode="numeric" maxLength={10} required onChange={(event) => setCode(event.target.value)} />
        <div className="row">
          {cancel !== undefined && <Button onClick={cancel}>{words.cancel}</Button>}
          <Button type="submit" look="go">
            {words.step.confirm}
          </Button>
        </div>
      </div>
    </form>
  )
}

/** My second step on the screen "How I sign in". */
export function SecondStep({ mine, reload }: { mine: MySignIn; reload: () => Promise<void> }) {
  const [open, setOpen] = useState<'NO' | 'ENROL' | 'OFF'>('NO')
  const [begun, setBegun] = useState<Enrolment | null>(null)
  const begin = () =>
    attempt(async () => {
      setBegun(await mySignIn.begin())
      setOpen('ENROL')
    })
  const done = () => {
    setOpen('NO')
    void reload()
  }
  const { secondStep } = mine
  return (
    <section className="place sign-part" aria-label={words.step.title}>
      <h2>{words.step.title}</h2>
      {secondStep === null && open === 'NO' && (
        <>
          <p>{words.step.off}</p>
          <p className="second">{words.step.why}</p>
          <div className="row">
            <Button icon="lock" onClick={() => void begin()}>
              {words.step.begin}
            </Button>
          </div>
        </>
      )}
      {open === 'ENROL' && <Enrol begun={begun} done={done} cancel={() => setOpen('NO')} />}
      {secondStep !== null && open !== 'ENROL' && (
        <div className="row">
          <p>
            <span className="kept">{words.step.on(t.time.moment(Date.parse(secondStep.since), serverNow(), companyZone()))}</span>{' '}
            {words.step.left(secondStep.recoveryLeft)}
          </p>
          {!mine.required && open === 'NO' && (
            <Button className="end" onClick={() => setOpen('OFF')}>
              {words.step.turnOff}
            </Button>
          )}
        </div>
      )}
      {open === 'OFF' && <TurnOff done={done} cancel={() => setOpen('NO')} />}
    </section>
  )
}

function TurnOff({ done, cancel }: { done: () => void; cancel: () => void }) {
  const [password, setPassword] = useState('')
  const [wrong, setWrong] = useState<string | undefined>(undefined)
  const submit = async () => {
    try {
      await mySignIn.turnOff(password)
      done()
    } catch (error) {
      setWrong(fieldsOf(error).password)
      if (fieldsOf(error).password === undefined) showToast(sentenceOf(error), { tone: 'wrong' })
    }
  }
  return (
    <form
      style={{ maxWidth: 320 }}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <TextField label={words.step.password} type="password" value={password} error={wrong} autoFocus autoComplete="current-password" required onChange={(event) => setPassword(event.target.value)} />
      <div className="row">
        <Button onClick={cancel}>{words.cancel}</Button>
        <Button type="submit" look="go">
          {words.step.sure}
        </Button>
      </div>
    </form>
  )
}
