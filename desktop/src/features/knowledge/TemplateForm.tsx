import { useRef, useState, type FormEvent } from 'react'
import { VARIABLES } from '@/model/templates'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { CheckField, SelectField, TextArea, TextField } from '@/ui/Field'
import { showToast } from '@/ui/toasts'
import { insertAt } from '@/ui/TypingArea'
import { fieldsOf, sentenceOf } from '@/wire/http'
import { templates } from '@/wire/knowledge'
import type { Template, TemplateDraft } from '@/wire/types'
import { languageName, LANGUAGES } from './languages'

/** One template, new or changed. What the server does not take is said beside its field. */
export function TemplateForm({ template, done }: { template: Template | null; done: () => void }) {
  const [value, setValue] = useState<TemplateDraft>(
    template === null
      ? { company: false, language: 'en', title: '', shortcut: '', text: '' }
      : { company: template.team === null, language: template.language, title: template.title, shortcut: template.shortcut, text: template.text },
  )
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const set = (change: Partial<TemplateDraft>) => setValue({ ...value, ...change })
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      await templates.save(template?.id ?? null, value)
      showToast(t.knowledge.saved(value.title))
      done()
    } catch (error) {
      setWrong(fieldsOf(error))
      showToast(sentenceOf(error), { tone: 'wrong' })
    }
    setBusy(false)
  }
  const put = (variable: string) => {
    const element = area.current
    if (element !== null) insertAt(element, element.selectionStart, element.selectionEnd, `{{${variable}}}`)
  }
  return (
    <form className="place" style={{ padding: 18 }} onSubmit={(event) => void save(event)}>
      <div className="two">
        <TextField label={t.knowledge.field.title} hint={t.knowledge.field.titleHint} autoFocus maxLength={80} value={value.title} error={wrong.title} onChange={(event) => set({ title: event.target.value })} />
        <TextField label={t.knowledge.field.shortcut} hint={t.knowledge.field.shortcutHint} maxLength={31} value={value.shortcut} error={wrong.shortcut} onChange={(event) => set({ shortcut: event.target.value })} />
      </div>
      <TextArea ref={area} label={t.knowledge.field.text} rows={8} maxLength={10_000} value={value.text} error={wrong.text} onChange={(event) => set({ text: event.target.value })} />
      <div className="variables">
        <span className="small second">{t.knowledge.variables}</span>
        {VARIABLES.map((variable) => (
          <Button key={variable} onClick={() => put(variable)}>
            {t.compose.blank[variable]}
          </Button>
        ))}
      </div>
      <p className="hint">{t.knowledge.variablesWhy}</p>
      <div className="two" style={{ marginTop: 12 }}>
        <SelectField label={t.knowledge.field.language} value={value.language} error={wrong.language} onChange={(event) => set({ language: event.target.value })}>
          {[...new Set<string>([...LANGUAGES, value.language])].map((language) => (
            <option key={language} value={language}>
              {languageName(language)}
            </option>
          ))}
        </SelectField>
      </div>
      <CheckField label={t.knowledge.field.company} checked={value.company} onChange={(event) => set({ company: event.target.checked })} />
      <div className="row">
        <Button className="end" onClick={done}>
          {t.knowledge.cancel}
        </Button>
        <Button type="submit" look="go" disabled={busy}>
          {t.knowledge.save}
        </Button>
      </div>
    </form>
  )
}
