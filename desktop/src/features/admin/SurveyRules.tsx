import { useState, type FormEvent } from 'react'
import { useLoaded } from '@/actions'
import { useMay } from '@/model/desk'
import { surveys as text } from '@/text/surveys'
import { Button } from '@/ui/Button'
import { TextArea } from '@/ui/Field'
import { showToast } from '@/ui/toasts'
import { fieldsOf, sentenceOf } from '@/wire/http'
import { surveys } from '@/wire/surveys'
import type { SurveyRules as Rules } from '@/wire/types'

const lines = (typed: string) => typed.split('\n').map((line) => line.trim()).filter((line) => line !== '')

/** Whose votes are not counted. */
export function SurveyRules() {
  const { value, reload } = useLoaded(surveys.rules)
  return (
    <section aria-labelledby="survey-rules" style={{ marginTop: 26 }}>
      <h2 id="survey-rules">{text.rules.title}</h2>
      <p className="second" style={{ marginBottom: 10 }}>
        {text.rules.second}
      </p>
      {value !== null && <Form key={JSON.stringify(value)} before={value} reload={reload} />}
    </section>
  )
}

function Form({ before, reload }: { before: Rules; reload: () => Promise<void> }) {
  const may = useMay('CHANGE_FIELDS')
  const [own, setOwn] = useState(before.ownNetworks.join('\n'))
  const [staff, setStaff] = useState(before.staff.join('\n'))
  const [machines, setMachines] = useState(before.dataCentres.join('\n'))
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const save = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await surveys.saveRules({ ownNetworks: lines(own), staff: lines(staff), dataCentres: lines(machines) })
      setWrong({})
      showToast(text.rules.saved)
      await reload()
    } catch (error) {
      setWrong(fieldsOf(error))
      showToast(sentenceOf(error), { tone: 'wrong' })
    }
  }
  return (
    <form className="place" style={{ padding: 18 }} onSubmit={(event) => void save(event)}>
      <fieldset className="bare" disabled={!may}>
        <TextArea label={text.rules.staff} hint={text.rules.staffHint} error={wrong.staff} value={staff} onChange={(event) => setStaff(event.target.value)} />
        <div className="two">
          <TextArea label={text.rules.ownNetworks} hint={text.rules.ownNetworksHint} error={wrong.ownNetworks} value={own} onChange={(event) => setOwn(event.target.value)} />
          <TextArea label={text.rules.dataCentres} hint={text.rules.dataCentresHint} error={wrong.dataCentres} value={machines} onChange={(event) => setMachines(event.target.value)} />
        </div>
      </fieldset>
      {may && (
        <div className="row">
          <Button type="submit" className="end">
            {text.rules.save}
          </Button>
        </div>
      )}
    </form>
  )
}
