import { admin as words } from '@/text/admin'
import { TextArea, TextField } from '@/ui/Field'
import type { TeamSetup } from '@/wire/types'

/** What somebody typed for a list: by commas or lines. */
export interface Places {
  postcodes: string
  numbers: string
  countries: string
  languages: string
}

export function placesOf(team: TeamSetup): Places {
  return {
    postcodes: team.postcodes.join(', '),
    numbers: team.numbers.join(', '),
    countries: team.countries.join(', '),
    languages: team.languages.join(', '),
  }
}

const parts = (typed: string) =>
  typed
    .split(/[,;\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')

export function listsOf(places: Places): Pick<TeamSetup, keyof Places> {
  return { postcodes: parts(places.postcodes), numbers: parts(places.numbers), countries: parts(places.countries), languages: parts(places.languages) }
}

interface Props {
  places: Places
  set: (places: Places) => void
  wrong: Record<string, string>
}

/** Whose customers are whose: where those live who are at home with the team. */
export function TeamPlace({ places, set, wrong }: Props) {
  const { place } = words.teams
  return (
    <>
      <h2>{place.title}</h2>
      <p className="hint" style={{ marginBottom: 8 }}>
        {place.why}
      </p>
      <TextArea label={place.postcodes} hint={place.postcodesWhy} rows={2} value={places.postcodes} error={wrong.postcodes} onChange={(event) => set({ ...places, postcodes: event.target.value })} />
      <TextField label={place.numbers} hint={place.numbersWhy} value={places.numbers} error={wrong.numbers} onChange={(event) => set({ ...places, numbers: event.target.value })} />
      <div className="two">
        <TextField label={place.countries} hint={place.countriesWhy} value={places.countries} error={wrong.countries} onChange={(event) => set({ ...places, countries: event.target.value })} />
        <TextField label={place.languages} hint={place.languagesWhy} value={places.languages} error={wrong.languages} onChange={(event) => set({ ...places, languages: event.target.value })} />
      </div>
    </>
  )
}
