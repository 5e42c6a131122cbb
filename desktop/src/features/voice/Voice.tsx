import { isOpen, usePhone } from '@/model/phone'
import { CallBar } from './CallBar'
import { ListeningBar } from './ListeningBar'
import { PickUpBar } from './PickUpBar'
import { Ringing } from './Ringing'
import { TelephoneMenu as Menu, WaitingCallers as Callers, WaitingChip } from './Waiting'
import { WrapUpBar } from './WrapUpBar'

/** The telephone's parts of every screen. Where there is no telephone, they are nothing. */
export function Calls() {
  const open = usePhone(isOpen)
  if (!open) return null
  return (
    <>
      <div className="on-line">
        <PickUpBar />
        <CallBar />
        <ListeningBar />
        <WrapUpBar />
      </div>
      <Ringing />
    </>
  )
}

export function WaitingCallers() {
  return usePhone(isOpen) ? <Callers /> : null
}

export function TelephoneMenu() {
  if (!usePhone(isOpen)) return null
  return (
    <>
      <WaitingChip />
      <Menu />
    </>
  )
}
