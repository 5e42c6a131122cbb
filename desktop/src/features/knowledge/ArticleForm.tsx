import { useState, type FormEvent } from 'react'
import { useDesk } from '@/model/desk'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { CheckField, SelectField, TextArea, TextField } from '@/ui/Field'
import { showToast } from '@/ui/toasts'
import { fieldsOf, sentenceOf } from '@/wire/http'
import { articles } from '@/wire/knowledge'
import type { ArticleDraft, Id } from '@/wire/types'
import { languageName, LANGUAGES } from './languages'

interface Props {
  article: Id | null
  draft: ArticleDraft
  done: () => void
}

/** One article, new or changed. What the server does not take is said beside its field. */
export function ArticleForm({ article, draft, done }: Props) {
  const [value, setValue] = useState(draft)
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const colleagues = useDesk((state) => state.colleagues)
  const set = (change: Partial<ArticleDraft>) => setValue({ ...value, ...change })
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      await articles.save(article, value)
      showToast(t.knowledge.saved(value.title))
      done()
    } catch (error) {
      setWrong(fieldsOf(error))
      showToast(sentenceOf(error), { tone: 'wrong' })
    }
    setBusy(false)
  }
  return (
    <form onSubmit={(event) => void save(event)}>
      <TextField label={t.knowledge.field.title} autoFocus maxLength={120} value={value.title} error={wrong.title} onChange={(event) => set({ title: event.target.value })} />
      <TextArea label={t.knowledge.field.text} hint={t.knowledge.field.textHint} rows={10} maxLength={20_000} value={value.text} error={wrong.text} onChange={(event) => set({ text: event.target.value })} />
      <div className="two">
        <SelectField label={t.knowledge.field.owner} value={value.owner} error={wrong.owner} onChange={(event) => set({ owner: event.target.value })}>
          {[...colleagues.values()].map((agent) => (
            <option key={agent.id} value={agent.id}>
              {agent.firstName} {agent.lastName}
            </option>
          ))}
        </SelectField>
        <TextField label={t.knowledge.field.review} type="date" value={value.review} error={wrong.review} onChange={(event) => set({ review: event.target.value })} />
        <SelectField label={t.knowledge.field.language} value={value.language} error={wrong.language} onChange={(event) => set({ language: event.target.value })}>
          {[...new Set<string>([...LANGUAGES, value.language])].map((language) => (
            <option key={language} value={language}>
              {languageName(language)}
            </option>
          ))}
        </SelectField>
      </div>
      <CheckField label={t.knowledge.field.company} checked={value.company} onChange={(event) => set({ company: event.target.checked })} />
      <CheckField label={t.knowledge.field.isPublic} hint={t.knowledge.field.isPublicHint} checked={value.isPublic} onChange={(event) => set({ isPublic: event.target.checked })} />
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
