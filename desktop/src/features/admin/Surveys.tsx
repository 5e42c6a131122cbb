import { useState } from 'react'
import { attempt, useLoaded } from '@/actions'
import { useMay } from '@/model/desk'
import { admin as words } from '@/text/admin'
import { surveys as text } from '@/text/surveys'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { surveys } from '@/wire/surveys'
import type { Survey, TeamSetup } from '@/wire/types'
import { SurveyForm } from './SurveyForm'
import { SurveyPreview } from './SurveyPreview'
import { SurveyRules } from './SurveyRules'

/** What we ask people, and how it fares. */
export function Surveys({ teams }: { teams: readonly TeamSetup[] }) {
  const { value: all, wrong, reload } = useLoaded(surveys.all)
  const [editing, setEditing] = useState<Survey | 'NEW' | null>(null)
  const [preview, setPreview] = useState<Survey | null>(null)
  const may = useMay('CHANGE_FIELDS')
  if (editing !== null) return <SurveyForm survey={editing === 'NEW' ? null : editing} teams={teams} done={() => setEditing(null)} reload={reload} />
  if (preview !== null) return <SurveyPreview survey={preview} done={() => setPreview(null)} />
  const newKey = () => attempt(() => surveys.newKey(), text.keyMade)
  return (
    <>
      <div className="row" style={{ marginBottom: 10, alignItems: 'flex-start' }}>
        <p className="second">{text.opening}</p>
        {may && (
          <Button className="end" icon="plus" style={{ flex: 'none' }} onClick={() => setEditing('NEW')}>
            {text.add}
          </Button>
        )}
      </div>
      {wrong !== null && <p className="wrong">{wrong}</p>}
      {all?.length === 0 && <Empty hint={text.noneHint}>{text.none}</Empty>}
      {all !== null && all.length > 0 && (
        <ul className="place">
          {all.map((survey) => (
            <li key={survey.id} className="adm-row">
              <div>
                <p>
                  <b>{survey.name}</b> <span className={survey.state === 'ON' ? 'kept small' : 'quiet'}>{text.states[survey.state]}</span>
                </p>
                <p className="small second">
                  {text.scales[survey.scale]} · {survey.sharePercent} % · {text.series(survey.series)}
                </p>
                <Tally survey={survey} />
              </div>
              <Button className="end" aria-label={text.look(survey.name)} onClick={() => setPreview(survey)}>
                {text.preview}
              </Button>
              <Button aria-label={text.edit(survey.name)} onClick={() => setEditing(survey)}>
                {may ? words.edit : words.look}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <SurveyRules />
      {may && (
        <div className="row" style={{ marginTop: 18 }}>
          <Button onClick={() => void newKey()}>{text.key}</Button>
          <span className="small second">{text.keyHint}</span>
        </div>
      )}
    </>
  )
}

function Tally({ survey }: { survey: Survey }) {
  const { tally } = survey
  const reasons = Object.entries(tally.notAsked).sort((a, b) => b[1] - a[1])
  const refused = reasons.reduce((sum, [, number]) => sum + number, 0)
  if (tally.asked + tally.drawn + tally.voted === 0) return null
  const why = reasons.map(([reason, number]) => `${reason in text.why ? text.why[reason as keyof typeof text.why] : reason}: ${number}`)
  return (
    <p className="small second">
      {text.tally(tally.asked, tally.delivered, tally.voted)}; {text.aside(tally.clicked, tally.machines, tally.excluded)}
      {refused > 0 && (
        <>
          ; {text.notAsked(refused)} ({why.join(', ')})
        </>
      )}
    </p>
  )
}
