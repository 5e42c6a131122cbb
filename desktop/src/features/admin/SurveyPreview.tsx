import { useState } from 'react'
import { attempt } from '@/actions'
import { useMay } from '@/model/desk'
import { surveys as text } from '@/text/surveys'
import { Button } from '@/ui/Button'
import { SelectField } from '@/ui/Field'
import { showToast } from '@/ui/toasts'
import { surveys } from '@/wire/surveys'
import type { Survey } from '@/wire/types'

type Language = keyof typeof text.languages

/** The mail as customers get it, and one of it to oneself. */
export function SurveyPreview({ survey, done }: { survey: Survey; done: () => void }) {
  const [language, setLanguage] = useState<Language>('en')
  const may = useMay('CHANGE_FIELDS')
  const send = () =>
    attempt(async () => {
      const { to } = await surveys.trial(survey.id, language)
      showToast(text.sentTo(to))
    })
  return (
    <section className="place" style={{ padding: 18 }} aria-label={text.look(survey.name)}>
      <div className="row" style={{ alignItems: 'flex-end', marginBottom: 12 }}>
        <SelectField label={text.language} value={language} onChange={(event) => setLanguage(event.target.value as Language)}>
          {(Object.keys(text.languages) as Language[]).map((one) => (
            <option key={one} value={one}>
              {text.languages[one]}
            </option>
          ))}
        </SelectField>
        <Button className="end" onClick={done}>
          {text.back}
        </Button>
        {may && (
          <Button look="go" icon="mail" onClick={() => void send()}>
            {text.sendMe}
          </Button>
        )}
      </div>
      <iframe
        className="mail-preview"
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        title={text.previewOf(survey.name, text.languages[language])}
        src={surveys.preview(survey.id, language)}
      />
    </section>
  )
}
