import { useLoaded } from '@/actions'
import { t } from '@/text'
import { signature } from '@/wire/knowledge'

interface Props {
  quotes: string | null
  quoted: boolean
  signs: boolean
  set: (change: { quoted?: boolean; signs?: boolean }) => void
}

/** What stands under the words in the mail that leaves, to be seen and left out. */
export function Foot({ quotes, quoted, signs, set }: Props) {
  const { value } = useLoaded(signature.mine)
  const mine = value === null ? '' : value.own || value.team
  if (mine === '' && quotes === null) return null
  return (
    <div className="under">
      {mine !== '' && (
        <label title={mine}>
          <input type="checkbox" checked={signs} onChange={(event) => set({ signs: event.target.checked })} />
          {t.compose.sign}: <span className="one">{mine.replace(/\n/g, ' · ')}</span>
        </label>
      )}
      {quotes !== null && (
        <label>
          <input type="checkbox" checked={quoted} onChange={(event) => set({ quoted: event.target.checked })} />
          {t.compose.quote}
        </label>
      )}
    </div>
  )
}
