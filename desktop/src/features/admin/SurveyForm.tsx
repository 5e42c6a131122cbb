import { useState } from 'react'
import { attempt } from '@/actions'
import { useMay } from '@/model/desk'
import { surveys as text } from '@/text/surveys'
import { Button } from '@/ui/Button'
import { SelectField, TextArea, TextField } from '@/ui/Field'
import { isMood, Smile } from '@/ui/Smile'
import { surveys } from '@/wire/surveys'
import type { Scale, Survey, SurveyWords, TeamSetup } from '@/wire/types'
import { Editing } from './Editing'

type Language = keyof typeof text.languages

const LANGUAGES = Object.keys(text.languages) as Language[]
const NO_WORDS: SurveyWords = { question: '', answers: {}, thanks: '' }

interface Props {
  /** null: a new one */
  survey: Survey | null
  teams: readonly TeamSetup[]
  done: () => void
  reload: () => Promise<void>
}

/** A survey as an administrator sets it up; a new one first gets our own words. */
export function SurveyForm({ survey, teams, done, reload }: Props) {
  const [known, setKnown] = useState(survey)
  const [name, setName] = useState(survey?.name ?? '')
  const [scale, setScale] = useState<Scale>(survey?.scale ?? 'FACES')
  const [state, setState] = useState<Survey['state']>(survey?.state ?? 'OFF')
  const [share, setShare] = useState(String(survey?.sharePercent ?? 100))
  const [delay, setDelay] = useState(String(survey?.delayMinutes ?? 30))
  const [remind, setRemind] = useState(String(survey?.remindDays ?? 0))
  const [words, setWords] = useState(survey?.words ?? null)
  const [shares, setShares] = useState<Record<string, string>>(Object.fromEntries((survey?.teams ?? []).map((one) => [one.team, String(one.percent)])))
  const save = async () => {
    const wanted = {
      name,
      scale,
      state,
      sharePercent: Number(share),
      delayMinutes: Number(delay),
      remindDays: Number(remind),
      words,
      teams: Object.entries(shares)
        .filter(([, percent]) => percent.trim() !== '')
        .map(([team, percent]) => ({ team, percent: Number(percent) })),
    }
    await (known === null ? surveys.add(wanted) : surveys.change(known.id, wanted))
    await reload()
    done()
  }
  return (
    <>
      <Editing needs="CHANGE_FIELDS" save={save} cancel={done}>
        {(wrong) => (
          <>
            <div className="two">
              <TextField label={text.name} hint={text.nameHint} value={name} error={wrong.name} maxLength={60} autoFocus onChange={(event) => setName(event.target.value)} />
              <SelectField label={text.scale} hint={text.scaleHint} error={wrong.scale} value={scale} disabled={known !== null} onChange={(event) => setScale(event.target.value as Scale)}>
                {(Object.keys(text.scales) as Scale[]).map((one) => (
                  <option key={one} value={one}>
                    {text.scales[one]}
                  </option>
                ))}
              </SelectField>
              <SelectField label={text.state} value={state} onChange={(event) => setState(event.target.value as Survey['state'])}>
                {(Object.keys(text.stateChoices) as Survey['state'][])
                  .filter((one) => known !== null || one !== 'RETIRED')
                  .map((one) => (
                    <option key={one} value={one}>
                      {text.stateChoices[one]}
                    </option>
                  ))}
              </SelectField>
              <TextField label={text.share} type="number" min={0} max={100} required value={share} error={wrong.sharePercent} onChange={(event) => setShare(event.target.value)} />
              <TextField label={text.delay} type="number" min={0} max={10_080} required value={delay} error={wrong.delayMinutes} onChange={(event) => setDelay(event.target.value)} />
              <TextField label={text.remind} hint={text.remindHint} type="number" min={0} max={13} required value={remind} error={wrong.remindDays} onChange={(event) => setRemind(event.target.value)} />
            </div>
            {words !== null && LANGUAGES.map((language) => <Wording key={language} language={language} scale={scale} words={words[language] ?? NO_WORDS} wrong={wrong.words} change={(to) => setWords({ ...words, [language]: to })} />)}
            {words !== null && <p className="small second">{text.seriesWarning}</p>}
            {teams.length > 1 && (
              <details style={{ margin: '12px 0' }} open={Object.keys(shares).length > 0}>
                <summary>{text.teams}</summary>
                <div className="face-words" style={{ marginTop: 8 }}>
                  {teams.map((team) => (
                    <TextField
                      key={team.id}
                      label={text.teamShare(team.name)}
                      type="number"
                      min={0}
                      max={100}
                      placeholder={text.usual}
                      value={shares[team.id ?? ''] ?? ''}
                      error={wrong.teams}
                      onChange={(event) => setShares({ ...shares, [team.id ?? '']: event.target.value })}
                    />
                  ))}
                </div>
              </details>
            )}
          </>
        )}
      </Editing>
      {known !== null && <Pictures survey={known} changed={setKnown} reload={reload} />}
    </>
  )
}

interface WordingProps {
  language: Language
  scale: Scale
  words: SurveyWords
  wrong: string | undefined
  change: (words: SurveyWords) => void
}

function Wording({ language, scale, words, wrong, change }: WordingProps) {
  const called = text.languages[language]
  const answers = Object.keys(words.answers ?? {}).map(Number)
  const order = scale === 'NPS' ? answers.sort((a, b) => a - b) : answers.sort((a, b) => b - a)
  const label = (answer: number) => (scale === 'FACES' && isMood(answer) ? text.face(text.faceWords[answer], called) : text.word(answer, called))
  return (
    <fieldset className="bare" style={{ margin: '8px 0' }}>
      <TextField label={text.question(called)} value={words.question ?? ''} error={wrong} maxLength={160} lang={language} onChange={(event) => change({ ...words, question: event.target.value })} />
      <div className="face-words">
        {order.map((answer) => (
          <TextField key={answer} label={label(answer)} value={words.answers?.[answer] ?? ''} maxLength={30} lang={language} onChange={(event) => change({ ...words, answers: { ...words.answers, [answer]: event.target.value } })} />
        ))}
      </div>
      <TextArea label={text.thanks(called)} rows={2} value={words.thanks ?? ''} maxLength={300} lang={language} onChange={(event) => change({ ...words, thanks: event.target.value })} />
    </fieldset>
  )
}

function Pictures({ survey, changed, reload }: { survey: Survey; changed: (survey: Survey) => void; reload: () => Promise<void> }) {
  const may = useMay('CHANGE_FIELDS')
  const word = (answer: number) => survey.words.en?.answers?.[answer] ?? String(answer)
  const keep = (work: () => Promise<Survey>) =>
    attempt(async () => {
      changed(await work())
      await reload()
    })
  return (
    <section aria-labelledby="survey-pictures" style={{ marginTop: 22 }}>
      <h2 id="survey-pictures">{text.pictures}</h2>
      <p className="second" style={{ marginBottom: 8 }}>
        {text.picturesHint}
      </p>
      <ul className="place pictures">
        {survey.answers.map((answer) => {
          const picture = survey.pictures[answer]
          return (
            <li key={answer} className="adm-row">
              {picture === undefined ? survey.scale === 'FACES' && isMood(answer) ? <Smile mood={answer} name="" size={36} /> : <b>{answer}</b> : <img src={picture} alt="" />}
              <span>{word(answer)}</span>
              {may && (
                <input
                  className="end"
                  type="file"
                  accept="image/png"
                  aria-label={text.picture(word(answer))}
                  onChange={(event) => {
                    const file = event.target.files?.[0]
                    if (file !== undefined) void keep(() => surveys.picture(survey.id, answer, file))
                  }}
                />
              )}
              {may && picture !== undefined && <Button icon="cross" look="bare" aria-label={text.removePicture(word(answer))} onClick={() => void keep(() => surveys.removePicture(survey.id, answer))} />}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
