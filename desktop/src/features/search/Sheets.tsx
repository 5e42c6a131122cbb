import { ACTIONS, attempt } from '@/actions'
import { openDialog } from '@/model/place'
import { applyTheme, settingsStore, useSettings, type Settings } from '@/model/settings'
import { t } from '@/text'
import { isLanguage, LANGUAGES, speakFromNowOn, spoken } from '@/text/languages'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { CheckField, SelectField } from '@/ui/Field'
import { Kbd } from '@/ui/Kbd'
import { session } from '@/wire/desk'
import { useState } from 'react'

const close = () => openDialog(null)

/** All keys, as the actions name them. */
export function KeysSheet() {
  const { singleKeys } = useSettings()
  const groups = Object.entries(t.actions.groups)
    .map(([group, title]) => ({ title, actions: ACTIONS.filter((action) => action.group === group && action.keys !== null) }))
    .filter(({ actions }) => actions.length > 0)
  return (
    <Dialog title={t.shell.keys.title} closeLabel={t.shell.close} look="sheet" onClose={close}>
      {!singleKeys && <p className="why">{t.shell.keys.off}</p>}
      <div className="sheet-keys">
        {groups.map(({ title, actions }) => (
          <section key={title}>
            <h3 className="small quiet">{title}</h3>
            <ul>
              {actions.map((action) => (
                <li key={action.id}>
                  {action.name}
                  <span>
                    {[action.keys, action.also ?? null].map((chord) => chord !== null && <Kbd key={chord} chord={chord.length === 1 ? chord.toUpperCase() : chord} />)}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <CheckField label={t.shell.keys.switch} checked={singleKeys} onChange={(event) => settingsStore.dispatch({ singleKeys: event.target.checked })} />
    </Dialog>
  )
}

export function SettingsDialog() {
  const settings = useSettings()
  const words = t.shell.settings
  return (
    <Dialog title={words.title} closeLabel={t.shell.close} onClose={close}>
      <SelectField
        label={words.language}
        hint={words.languageWhy}
        value={spoken}
        onChange={(event) => {
          const language = event.target.value
          if (isLanguage(language)) void attempt(() => session.language(language)).then((kept) => kept && speakFromNowOn(language))
        }}
      >
        {Object.entries(LANGUAGES).map(([code, name]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={words.theme}
        value={settings.theme}
        onChange={(event) => {
          const theme = event.target.value as Settings['theme']
          settingsStore.dispatch({ theme })
          applyTheme(theme)
        }}
      >
        {(['auto', 'light', 'dark'] as const).map((theme) => (
          <option key={theme} value={theme}>
            {words.themes[theme]}
          </option>
        ))}
      </SelectField>
      <CheckField label={words.keys} hint={words.keysWhy} checked={settings.singleKeys} onChange={(event) => settingsStore.dispatch({ singleKeys: event.target.checked })} />
      <Notifications />
    </Dialog>
  )
}

function Notifications() {
  const words = t.shell.settings
  const supported = 'Notification' in window
  const [permission, setPermission] = useState(supported ? Notification.permission : 'denied')
  const allow = async () => {
    const answer = await Notification.requestPermission()
    setPermission(answer)
    settingsStore.dispatch({ notifications: answer === 'granted' })
  }
  return (
    <div>
      <p className="small">
        <b>{words.notifications}</b>
      </p>
      <p className="hint" style={{ marginBottom: 6 }}>
        {!supported ? words.unsupported : permission === 'granted' ? words.allowed : permission === 'denied' ? words.denied : words.notificationsWhy}
      </p>
      {supported && permission === 'default' && <Button onClick={() => void allow()}>{words.allow}</Button>}
    </div>
  )
}
