import { Store, useStore } from './store'

/** What a person set for themselves on this machine. */
export interface Settings {
  theme: 'auto' | 'light' | 'dark'
  singleKeys: boolean
  notifications: boolean
  /** Whether the telephone is on in this browser. */
  telephone: boolean
  /** Ids of devices, as this browser calls them; empty: the usual one. */
  microphone: string
  speaker: string
  ringDevice: string
  /** 0 to 100. */
  ringVolume: number
}

const PLACE = 'rapport.settings'
const USUAL: Settings = { theme: 'auto', singleKeys: true, notifications: false, telephone: true, microphone: '', speaker: '', ringDevice: '', ringVolume: 60 }

function read(): Settings {
  try {
    return { ...USUAL, ...(JSON.parse(localStorage.getItem(PLACE) ?? '{}') as Partial<Settings>) }
  } catch {
    return USUAL
  }
}

export const settingsStore = new Store<Settings, Partial<Settings>>(read(), (settings, changes) => {
  const next = Object.assign({}, settings, ...changes) as Settings
  try {
    localStorage.setItem(PLACE, JSON.stringify(next))
  } catch {
    // A browser that keeps nothing still works for this visit.
  }
  return next
})

/** What is set in another window of this browser holds here as well. */
export function followOtherWindows(): void {
  addEventListener('storage', ({ key }) => {
    if (key === PLACE) settingsStore.dispatch(read())
  })
}

export function useSettings(): Settings {
  return useStore(settingsStore, all)
}

const all = (settings: Settings) => settings

export function applyTheme(theme: Settings['theme']): void {
  const dark = theme === 'dark' || (theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
}
