import type { ReactNode } from 'react'
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components'
import { Icon, type IconName } from './Icon'
import { Kbd } from './Kbd'

export interface MenuChoice {
  id: string
  label: string
  icon?: IconName
  mark?: ReactNode
  keys?: string | null
  beside?: string
  perform: () => void
}

interface MenuButtonProps {
  label: string
  className?: string
  children: ReactNode
  /** Groups of choices, with a hairline between. */
  groups: readonly (readonly MenuChoice[])[]
  placement?: 'bottom end' | 'bottom start' | 'top start' | 'top end'
}

export function MenuButton({ label, className = 'b', children, groups, placement = 'bottom end' }: MenuButtonProps) {
  return (
    <MenuTrigger>
      <AriaButton className={className} aria-label={label}>
        {children}
      </AriaButton>
      <Popover className="menu" placement={placement} offset={6}>
        <Menu aria-label={label} className="menu-list">
          {groups.flatMap((group, at) => [
            ...(at > 0 && group.length > 0 ? [<Separator key={`line-${at}`} className="menu-line" />] : []),
            ...group.map((choice) => (
              <MenuItem key={choice.id} id={choice.id} className="menu-item" textValue={choice.label} onAction={choice.perform}>
                {choice.mark ?? (choice.icon && <Icon name={choice.icon} />)}
                <span className="one">{choice.label}</span>
                {choice.beside && <span className="end quiet">{choice.beside}</span>}
                {choice.keys && (
                  <span className="end">
                    <Kbd chord={choice.keys} joined />
                  </span>
                )}
              </MenuItem>
            )),
          ])}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
