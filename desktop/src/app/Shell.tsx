import { ColleagueDialog } from '@/features/promise/ColleagueDialog'
import { OnwardsDialog } from '@/features/promise/OnwardsDialog'
import { PlanCallDialog } from '@/features/promise/PlanCallDialog'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, type ReactNode } from 'react'
import { callingActions } from '@/actions'
import { AddressDialog } from '@/features/customer/AddressDialog'
import { EraseDialog } from '@/features/customer/Erasing'
import { ExternalIdDialog } from '@/features/customer/ExternalIdDialog'
import { OrganisationDialog } from '@/features/customer/Organisation'
import { AskHowDialog } from '@/features/customer/AskHowDialog'
import { AgreementDialog, QuietDialog } from '@/features/customer/WishDialogs'
import { MergeDialog, PartDialog } from '@/features/customer/MergeDialog'
import { MoveHomeDialog } from '@/features/customer/MoveHomeDialog'
import { AboutDialog } from '@/features/promise/AboutDialog'
import { CloseMatterDialog, DeclineDialog, GoHomeDialog, HandOverDialog, MoveDialog, NoAnswerDialog, PromiseDialog, ReleaseDialog } from '@/features/promise/dialogs'
import { AskDialog } from '@/features/room/AskDialog'
import { AsideDialog } from '@/features/promise/AsideDialog'
import { ManyDialog, NotDoneDialog } from '@/features/promise/manyDialogs'
import { SavedViews } from '@/features/promise/SavedViews'
import { SaveViewDialog } from '@/features/promise/SaveViewDialog'
import { Palette } from '@/features/search/Palette'
import { KeysSheet, SettingsDialog } from '@/features/search/Sheets'
import { Calls, TelephoneMenu, WaitingCallers } from '@/features/voice/Voice'
import { MyPresence } from '@/features/workforce/MyPresence'
import { Rail } from '@/features/workforce/Rail'
import { companyZone, useNow } from '@/model/clock'
import { useDesk, useMay, useMe } from '@/model/desk'
import { go, onWish, openDialog, placeStore, usePlace, type DialogWanted, type Screen } from '@/model/place'
import { currentOf, ringingHere, usePhone } from '@/model/phone'
import { useRoom, waitsForMe } from '@/model/room'
import { t } from '@/text'
import { Face } from '@/ui/Face'
import { Icon } from '@/ui/Icon'
import { Kbd } from '@/ui/Kbd'
import { Mark } from '@/ui/Mark'
import { MenuButton } from '@/ui/MenuButton'
import { Toasts } from '@/ui/toasts'
import { signOut } from './desk'

const ArticleDialog = lazy(() => import('@/features/knowledge/ArticleDialog').then((part) => ({ default: part.ArticleDialog })))


const SCREENS = [
  { to: '/', screen: 'TODAY', name: t.actions.goToday, keys: '1' },
  { to: '/people', screen: 'PEOPLE', name: t.actions.goPeople, keys: '2' },
  { to: '/team', screen: 'TEAM', name: t.actions.goTeam, keys: '3' },
  { to: '/promises', screen: 'PROMISES', name: t.actions.goPromises, keys: '5' },
  { to: '/room', screen: 'ROOM', name: t.actions.goRoom, keys: '6' },
] as const

/** What stands around every screen: the top bar, the team, the keys that work here. */
export function Shell() {
  const freshness = useDesk((state) => state.freshness)
  const talks = useMay('TALK')
  const path = useRouterState({ select: (state) => state.location.pathname })
  useEffect(() => {
    const person = /^\/people\/(\d+)/.exec(path)?.[1] ?? null
    placeStore.dispatch({ screen: screenOf(path, person), customer: person, dialog: null })
  }, [path])
  useTitle()
  useCallTimes()
  useEffect(() => onWish('SIGN_OUT', () => void signOut()), [])
  return (
    <div className={`shell ${freshness === 'OFFLINE' ? 'off' : ''}`}>
      <a className="skip" href="#screen">
        {t.shell.skip}
      </a>
      <Top />
      {freshness === 'OFFLINE' && (
        <div className="banner" role="status">
          {t.shell.freshness.OFFLINE}
        </div>
      )}
      {talks && <Calls />}
      <Rail above={talks && <WaitingCallers />} below={<SavedViews />} />
      <Outlet />
      <KeysLine />
      <Toasts closeLabel={t.shell.close} />
      <Dialogs />
    </div>
  )
}

function screenOf(path: string, person: string | null): Screen {
  if (person !== null) return 'PERSON'
  if (path.startsWith('/organisation/')) return 'ORGANISATION'
  if (path.startsWith('/people')) return 'PEOPLE'
  if (path.startsWith('/team')) return 'TEAM'
  if (path.startsWith('/room')) return 'ROOM'
  if (path.startsWith('/promises')) return 'PROMISES'
  if (path.startsWith('/junk')) return 'JUNK'
  if (path.startsWith('/knowledge')) return 'KNOWLEDGE'
  if (path.startsWith('/incidents')) return 'INCIDENTS'
  if (path.startsWith('/sign-in')) return 'SIGN_IN'
  if (path.startsWith('/telephone')) return 'TELEPHONE'
  if (path.startsWith('/figures')) return 'FIGURES'
  return path.startsWith('/admin') ? 'ADMIN' : 'TODAY'
}

function useTitle(): void {
  const screen = usePlace((place) => place.screen)
  const company = useDesk((state) => state.session?.company ?? t.shell.product)
  const name = useDesk((state) => {
    const customer = placeStore.state.customer === null ? undefined : state.customers.get(placeStore.state.customer)
    return customer?.kind === 'READY' ? customer.head.customer.name : null
  })
  const ringing = usePhone((phone) => {
    const call = ringingHere(phone)
    return call === null ? null : t.phone.rings(call.customer.name)
  })
  useEffect(() => {
    const titles: Record<Screen, string> = {
      TODAY: t.today.title,
      PEOPLE: t.people.title,
      TEAM: t.team.title,
      ORGANISATION: t.organisation.title,
      ROOM: t.room.title,
      PROMISES: t.lists.title,
      JUNK: t.junk.title,
      KNOWLEDGE: t.knowledge.title,
      INCIDENTS: t.actions.goIncidents,
      ADMIN: t.actions.goAdmin,
      SIGN_IN: t.actions.goSignIn,
      TELEPHONE: t.actions.goTelephone,
      FIGURES: t.actions.goFigures,
      PERSON: name ?? t.people.title,
    }
    document.title = t.shell.titleOf(ringing ?? titles[screen], company)
  }, [screen, company, name, ringing])
}

/** Says of each call that I promised for a window that its moment is there. */
function useCallTimes(): void {
  const now = useNow()
  const mine = useDesk((state) => state.lanes?.mine)
  useEffect(() => callingActions.announceCalls(now), [now, mine])
}

function Top() {
  const screen = usePlace((place) => place.screen)
  const agent = useDesk((state) => state.session?.agent ?? null)
  const seesSettings = useMay('SEE_SETTINGS')
  const present = useMay('SAY_PRESENCE')
  const talks = useMay('TALK')
  const freshness = useDesk((state) => state.freshness)
  const junk = useDesk((state) => state.junkTotal)
  const me = useMe()
  const asked = useRoom((room) => waitsForMe(room, me))
  const now = useNow()
  const zone = companyZone()
  const here = (of: Screen) => screen === of || (of === 'PEOPLE' && (screen === 'PERSON' || screen === 'ORGANISATION'))
  const places = [
    { id: 'junk', label: t.junk.title, icon: 'box', beside: junk === null || junk === 0 ? '' : String(junk), perform: () => go({ to: '/junk' }) },
    { id: 'figures', label: t.actions.goFigures, icon: 'line', beside: '', perform: () => go({ to: '/figures' }) },
    { id: 'knowledge', label: t.knowledge.title, icon: 'note', beside: '', perform: () => go({ to: '/knowledge' }) },
    { id: 'incidents', label: t.actions.goIncidents, icon: 'flag', beside: '', perform: () => go({ to: '/incidents' }) },
    ...(seesSettings ? ([{ id: 'admin', label: t.actions.goAdmin, icon: 'gear', perform: () => go({ to: '/admin' }) }] as const) : []),
  ] as const
  return (
    <header className="top">
      <Mark />
      <nav className="tabs" aria-label={t.shell.screens}>
        {SCREENS.map((one) => (
          <Link key={one.to} to={one.to} aria-current={here(one.screen) ? 'page' : undefined}>
            {one.name}
            {one.screen === 'ROOM' && asked > 0 && <span className="count" title={t.shell.waitsForYou(asked)}>{asked}</span>} <kbd aria-hidden="true">{one.keys}</kbd>
          </Link>
        ))}
      </nav>
      <button type="button" className="find" aria-keyshortcuts="Control+K" onClick={() => openDialog({ kind: 'PALETTE' })}>
        <Icon name="search" />
        <span className="one">{t.shell.find}</span>
        <Kbd chord="Control+K" />
      </button>
      <div className="me">
        {freshness === 'CATCHING_UP' && <span className="fresh small">{t.shell.freshness.CATCHING_UP}</span>}
        <span className="wide wide-date">{t.time.dayShort(now, zone)}</span>
        <b>{t.time.clock(now, zone)}</b>
        {talks && <TelephoneMenu />}
        {present && <MyPresence />}
        {agent !== null && (
          <MenuButton
            label={`${agent.firstName} ${agent.lastName}`}
            className="face-button"
            groups={[
              [...places],
              [
                { id: 'my-sign-in', label: t.actions.goSignIn, icon: 'lock', perform: () => go({ to: '/sign-in' }) },
                ...(talks ? ([{ id: 'telephone', label: t.actions.goTelephone, icon: 'phone', perform: () => go({ to: '/telephone' }) }] as const) : []),
                { id: 'settings', label: t.actions.settings, icon: 'gear', perform: () => openDialog({ kind: 'SETTINGS' }) },
                { id: 'keys', label: t.actions.keys, icon: 'keyboard', keys: '?', perform: () => openDialog({ kind: 'KEYS' }) },
              ],
              [{ id: 'sign-out', label: t.actions.signOut, icon: 'out', perform: () => void signOut() }],
            ]}
          >
            <Face name={`${agent.firstName} ${agent.lastName}`} picture={agent.face} size={30} silent />
          </MenuButton>
        )}
      </div>
    </header>
  )
}

const LIST_KEYS = [
  [['J', 'K'], t.shell.verb.move],
  [['↵'], t.shell.verb.open],
  [['P'], t.actions.keep],
  [['T'], t.actions.take],
  [['H'], t.actions.handOver],
  [['S'], t.actions.putAside],
] as const
const PROMISES_KEYS = [
  [['J', 'K'], t.shell.verb.move],
  [['↵'], t.shell.verb.open],
  [['X'], t.actions.select],
  [['T'], t.actions.take],
  [['H'], t.actions.handOver],
  [['M'], t.actions.move],
  [['S'], t.actions.putAside],
  [['/'], t.actions.filterWords],
] as const
const PERSON_KEYS = [
  [['R'], t.actions.reply],
  [['N'], t.actions.note],
  [['P'], t.actions.keep],
  [['H'], t.actions.handOver],
  [['O'], t.actions.makePromise],
  [['Esc'], t.shell.verb.back],
] as const

const RINGING_KEYS = [
  [['Space'], t.phone.keys.answer],
  [['Esc'], t.phone.notNow],
  [['M'], t.phone.silence],
  [['Alt', 'W'], t.phone.openPage],
] as const
const CALL_KEYS = [
  [['Alt', 'M'], t.phone.mute],
  [['Alt', 'O'], t.phone.hold],
  [['Alt', 'Q'], t.phone.promise],
  [['Alt', 'X'], t.phone.hangUp],
] as const

function KeysLine() {
  const screen = usePlace((place) => place.screen)
  const ringing = usePhone((phone) => ringingHere(phone) !== null)
  const talking = usePhone((phone) => currentOf(phone.view) !== null)
  const keys = ringing ? RINGING_KEYS : talking ? CALL_KEYS : screen === 'PERSON' ? PERSON_KEYS : screen === 'PROMISES' ? PROMISES_KEYS : LIST_KEYS
  return (
    <footer className="keys" aria-label={t.shell.keysLine}>
      {keys.map(([chords, name]) => (
        <span key={name}>
          {chords.map((chord) => (
            <kbd key={chord}>{chord}</kbd>
          ))}
          {name.toLowerCase()}
        </span>
      ))}
      <span className="end">
        <kbd>?</kbd>
        {t.shell.allKeys}
      </span>
    </footer>
  )
}

function Dialogs(): ReactNode {
  const dialog = usePlace((place) => place.dialog)
  return dialog === null ? null : <DialogOf wanted={dialog} />
}

function DialogOf({ wanted }: { wanted: DialogWanted }): ReactNode {
  switch (wanted.kind) {
    case 'PALETTE':
      return <Palette />
    case 'KEYS':
      return <KeysSheet />
    case 'SETTINGS':
      return <SettingsDialog />
    case 'HAND_OVER':
      return <HandOverDialog {...wanted} />
    case 'DECLINE':
      return <DeclineDialog {...wanted} />
    case 'RELEASE':
      return <ReleaseDialog {...wanted} />
    case 'MOVE':
      return <MoveDialog {...wanted} />
    case 'ASIDE':
      return <AsideDialog {...wanted} />
    case 'MANY':
      return <ManyDialog {...wanted} />
    case 'NOT_DONE':
      return <NotDoneDialog {...wanted} />
    case 'SAVE_VIEW':
      return <SaveViewDialog {...wanted} />
    case 'PROMISE':
      return <PromiseDialog {...wanted} />
    case 'COLLEAGUE':
      return <ColleagueDialog {...wanted} />
    case 'ONWARDS':
      return <OnwardsDialog {...wanted} />
    case 'CLOSE_MATTER':
      return <CloseMatterDialog {...wanted} />
    case 'REASON':
      return <AboutDialog {...wanted} />
    case 'ASK_ROOM':
      return <AskDialog {...wanted} />
    case 'ADD_ADDRESS':
      return <AddressDialog {...wanted} />
    case 'ORGANISATION':
      return <OrganisationDialog {...wanted} />
    case 'EXTERNAL_ID':
      return <ExternalIdDialog {...wanted} />
    case 'ERASE':
      return <EraseDialog {...wanted} />
    case 'PLAN_CALL':
      return <PlanCallDialog {...wanted} />
    case 'AGREEMENT':
      return <AgreementDialog {...wanted} />
    case 'ASK_HOW':
      return <AskHowDialog {...wanted} />
    case 'QUIET':
      return <QuietDialog {...wanted} />
    case 'MOVE_HOME':
      return <MoveHomeDialog {...wanted} />
    case 'MERGE':
      return <MergeDialog {...wanted} />
    case 'PART':
      return <PartDialog {...wanted} />
    case 'ARTICLE':
      return (
        <Suspense>
          <ArticleDialog draft={wanted.draft} />
        </Suspense>
      )
    case 'GO_HOME':
      return <GoHomeDialog {...wanted} />
    case 'NEEDS_NO_ANSWER':
      return <NoAnswerDialog {...wanted} />
  }
}
