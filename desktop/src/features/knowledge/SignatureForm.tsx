import { useState } from 'react'
import { attempt, useLoaded } from '@/actions'
import { useDesk } from '@/model/desk'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { CheckField, TextArea } from '@/ui/Field'
import { signature } from '@/wire/knowledge'
import { votes } from '@/wire/surveys'
import type { Signature } from '@/wire/types'

/** What stands under my replies, and under those of colleagues who have none of their own. */
export function SignatureForm() {
  const { value, wrong } = useLoaded(signature.mine)
  if (value === null) return wrong === null ? null : <p className="wrong">{wrong}</p>
  return <Form before={value} />
}

function Form({ before }: { before: Signature }) {
  const team = useDesk((state) => state.team?.name ?? '')
  const [value, setValue] = useState(before)
  return (
    <form
      className="place"
      style={{ padding: 18 }}
      onSubmit={(event) => {
        event.preventDefault()
        void attempt(() => signature.save(value), t.knowledge.signatureKept)
      }}
    >
      <TextArea label={t.knowledge.mySignature} hint={t.knowledge.mySignatureHint} maxLength={1000} value={value.own} onChange={(event) => setValue({ ...value, own: event.target.value })} />
      <TextArea label={t.knowledge.teamSignature(team)} hint={t.knowledge.teamSignatureHint} maxLength={1000} value={value.team} onChange={(event) => setValue({ ...value, team: event.target.value })} />
      <Faces />
      <div className="row">
        <Button type="submit" look="go" className="end">
          {t.knowledge.save}
        </Button>
      </div>
    </form>
  )
}

/** Kept as soon as it is ticked. */
function Faces() {
  const { value, reload } = useLoaded(votes.facesUnderMails)
  if (value === null) return null
  const show = async (shown: boolean) => {
    if (await attempt(() => votes.showFacesUnderMails(shown), t.votes.underMailsKept)) await reload()
  }
  return <CheckField label={t.votes.underMails} hint={t.votes.underMailsHint} checked={value.shown} onChange={(event) => void show(event.target.checked)} />
}
