import { openDialog } from '@/model/place'
import { t } from '@/text'
import { Dialog } from '@/ui/Dialog'
import type { ArticleDraft } from '@/wire/types'
import { ArticleForm } from './ArticleForm'

/** An article made of an answer: its words are there already. */
export function ArticleDialog({ draft }: { draft: ArticleDraft }) {
  const close = () => openDialog(null)
  return (
    <Dialog title={t.knowledge.fromAnswer} closeLabel={t.shell.close} look="sheet" onClose={close}>
      <ArticleForm article={null} draft={draft} done={close} />
    </Dialog>
  )
}
