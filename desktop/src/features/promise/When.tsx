import { useState } from 'react'
import { companyZone, serverNow } from '@/model/clock'
import { quickDeadlines, readDeadline } from '@/model/deadlines'
import { t } from '@/text'
import { Button } from '@/ui/Button'
import { TextField } from '@/ui/Field'

interface WhenProps {
  label: string
  value: number | null
  onChange: (millis: number | null) => void
}

/** By when: typed as people say it, or one of the times they would say next. */
export function When({ label, value, onChange }: WhenProps) {
  const now = serverNow()
  const zone = companyZone()
  const [typed, setTyped] = useState(value === null ? '' : t.time.choice(value, now, zone))
  const read = (text: string) => {
    setTyped(text)
    onChange(readDeadline(text, serverNow(), zone))
  }
  return (
    <div>
      <TextField
        label={label}
        value={typed}
        placeholder={t.compose.whenExample}
        onChange={(event) => read(event.target.value)}
        hint={value === null ? undefined : t.time.full(value, zone)}
        error={typed !== '' && value === null ? t.compose.whenUnread : undefined}
      />
      <div className="row">
        {quickDeadlines(now, zone).map((millis) => (
          <Button
            key={millis}
            onClick={() => {
              setTyped(t.time.choice(millis, now, zone))
              onChange(millis)
            }}
          >
            {t.time.choice(millis, now, zone)}
          </Button>
        ))}
      </div>
    </div>
  )
}
