import { useState } from 'react'
import { attempt } from '@/actions'
import { useDesk } from '@/model/desk'
import { useKnowledge } from '@/model/knowledge'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { TextField } from '@/ui/Field'
import { showToast } from '@/ui/toasts'
import { templates as wire } from '@/wire/knowledge'
import type { Template } from '@/wire/types'
import { TemplateForm } from './TemplateForm'

/** All templates that I can insert; those who write them change them here. */
export function Templates({ writes }: { writes: boolean }) {
  const all = useKnowledge((state) => state.templates)
  const team = useDesk((state) => state.team?.name ?? '')
  const [words, setWords] = useState('')
  const [editing, setEditing] = useState<Template | 'NEW' | null>(null)
  if (editing !== null) return <TemplateForm template={editing === 'NEW' ? null : editing} done={() => setEditing(null)} />
  const wanted = words.trim().toLowerCase()
  const shown = all.filter((one) => `${one.title} /${one.shortcut} ${one.text}`.toLowerCase().includes(wanted))
  return (
    <>
      <div className="know-bar">
        <TextField label={t.knowledge.find} quietLabel type="search" placeholder={t.knowledge.findHint} value={words} onChange={(event) => setWords(event.target.value)} />
        {writes && (
          <Button icon="plus" onClick={() => setEditing('NEW')}>
            {t.knowledge.newTemplate}
          </Button>
        )}
      </div>
      <ul className="place">
        {shown.map((one) => (
          <li key={one.id} className="adm-row" data-template={one.id}>
            <div style={{ minWidth: 0 }}>
              <p className="one">
                <b>{one.title}</b> <kbd>/{one.shortcut}</kbd>
              </p>
              <p className="one small second">{one.text.replace(/\s+/g, ' ')}</p>
            </div>
            <span className="end small quiet" style={{ whiteSpace: 'nowrap' }}>
              {one.language} · {one.team === null ? t.knowledge.everybodys : t.knowledge.teams(team)}
            </span>
            {writes && (
              <>
                <Button aria-label={t.knowledge.editOf(one.title)} onClick={() => setEditing(one)}>
                  {t.knowledge.edit}
                </Button>
                <Button look="bare" onClick={() => void remove(one)}>
                  {t.knowledge.remove}
                </Button>
              </>
            )}
          </li>
        ))}
        {shown.length === 0 && (
          <li>
            {wanted === '' ? <Empty hint={t.knowledge.noneHint}>{t.knowledge.none}</Empty> : <Empty>{t.knowledge.nothing(words)}</Empty>}
          </li>
        )}
      </ul>
    </>
  )
}

/** Gone at once; written again where that was a mistake. */
async function remove(template: Template): Promise<void> {
  if (!(await attempt(() => wire.remove(template.id)))) return
  const { language, title, shortcut, text, team } = template
  showToast(t.knowledge.removed(title), {
    action: {
      label: t.knowledge.undo,
      keys: 'z',
      perform: () => void attempt(() => wire.save(null, { company: team === null, language, title, shortcut, text })),
    },
  })
}
