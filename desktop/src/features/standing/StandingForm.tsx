import { useState } from 'react'
import { attempt } from '@/actions'
import { figures } from '@/text/figures'
import { LANGUAGES, type Language } from '@/text/languages'
import { Button } from '@/ui/Button'
import { SelectField, TextArea, TextField } from '@/ui/Field'
import { standing } from '@/wire/figures'
import type { Standing } from '@/wire/types'

const text = figures.standing
const RULES = ['ANSWERED_WITHIN', 'CALLED_IN_WINDOW', 'CALLED_BACK_WITHIN', 'HANDED_OVER_AT_MOST', 'OUTAGE_MADE_GOOD'] as const
const TONGUES = Object.keys(LANGUAGES) as Language[]

/** Writes a standing promise; of one that is published only the words change. */
export function StandingForm({ one, done }: { one: Standing | null; done: () => Promise<void> }) {
  const fixed = one !== null && one.state !== 'DRAFT'
  const [rule, setRule] = useState<Standing['rule']>(one?.rule ?? 'ANSWERED_WITHIN')
  const [number, setNumber] = useState(String(one?.number ?? 4))
  const [amount, setAmount] = useState(one?.amountCents == null ? '' : String(one.amountCents / 100))
  const [currency, setCurrency] = useState(one?.currency ?? 'GBP')
  const [words, setWords] = useState(() => TONGUES.map((language) => one?.words.find((each) => each.language === language) ?? { language, promise: '', makeGood: '' }))
  const say = (language: Language, what: 'promise' | 'makeGood', said: string) => setWords(words.map((each) => (each.language === language ? { ...each, [what]: said } : each)))
  const save = async () => {
    const given = {
      rule,
      number: rule === 'CALLED_IN_WINDOW' ? 0 : Number(number),
      words: words.filter((each) => (each.promise ?? '') !== '' || (each.makeGood ?? '') !== ''),
      amountCents: amount === '' ? null : Math.round(Number(amount) * 100),
      currency: amount === '' ? null : currency,
    }
    if (await attempt(() => (one === null ? standing.add(given) : standing.change(one.id, given)), text.saved)) await done()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <SelectField label={text.rule} disabled={fixed} value={rule} onChange={(event) => setRule(event.target.value as Standing['rule'])}>
        {RULES.map((each) => (
          <option key={each} value={each}>
            {text.rules[each]}
          </option>
        ))}
      </SelectField>
      {rule !== 'CALLED_IN_WINDOW' && <TextField label={text.number[rule]} disabled={fixed} inputMode="numeric" value={number} onChange={(event) => setNumber(event.target.value)} />}
      {words.map((each) => {
        const language = each.language as Language
        return (
          <section key={language} aria-label={LANGUAGES[language]}>
            <TextArea label={text.promise(LANGUAGES[language])} rows={2} maxLength={300} value={each.promise ?? ''} onChange={(event) => say(language, 'promise', event.target.value)} />
            <TextArea label={text.makeGood(LANGUAGES[language])} rows={2} maxLength={300} value={each.makeGood ?? ''} onChange={(event) => say(language, 'makeGood', event.target.value)} />
          </section>
        )
      })}
      <TextField label={text.amount} hint={text.amountHint} disabled={fixed} inputMode="decimal" value={amount} onChange={(event) => setAmount(event.target.value)} />
      {amount !== '' && <TextField label={text.currency} disabled={fixed} maxLength={3} value={currency} onChange={(event) => setCurrency(event.target.value.toUpperCase())} />}
      <div className="row">
        <Button className="end" onClick={() => void done()}>
          {text.cancel}
        </Button>
        <Button look="go" type="submit">
          {text.save}
        </Button>
      </div>
    </form>
  )
}
