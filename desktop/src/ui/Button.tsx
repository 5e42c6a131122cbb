import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { Icon, type IconName } from './Icon'
import { Kbd } from './Kbd'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `go` is the one filled button of its place. */
  look?: 'plain' | 'go' | 'bare'
  icon?: IconName
  keys?: string | null
  children?: ReactNode
  ref?: Ref<HTMLButtonElement>
}

export function Button({ look = 'plain', icon, keys, children, className = '', ...rest }: ButtonProps) {
  return (
    <button type="button" className={`b ${look === 'plain' ? '' : look} ${className}`} aria-keyshortcuts={keys ?? undefined} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
      {keys && <Kbd chord={keys} joined />}
    </button>
  )
}
