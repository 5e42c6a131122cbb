import type { MouseEvent, ReactNode } from 'react'
import { go } from '@/model/place'
import type { Id } from '@/wire/types'

/** Leads to an organisation's page; with Ctrl in a tab of its own, as links do. */
export function OrganisationLink({ id, className, children }: { id: Id; className?: string; children: ReactNode }) {
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey) return
    event.preventDefault()
    go({ to: '/organisation/$organisation', params: { organisation: id } })
  }
  return (
    <a className={className} href={`/organisation/${id}`} onClick={open}>
      {children}
    </a>
  )
}
