import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { Button } from './Button'

interface DialogProps {
  title: string
  closeLabel: string
  onClose: () => void
  /** `sheet` is wide, for a list that is read; `find` stands high and has no visible title. */
  look?: 'plain' | 'sheet' | 'find'
  children: ReactNode
}

/** What floats: traps the focus, gives it back, closes on Escape and outside. */
export function Dialog({ title, closeLabel, onClose, look = 'plain', children }: DialogProps) {
  return (
    <ModalOverlay className="veil" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className={`dialog ${look}`}>
        <AriaDialog>
          {look === 'find' ? (
            <Heading slot="title" className="vh">
              {title}
            </Heading>
          ) : (
            <div className="dialog-head">
              <Heading slot="title">{title}</Heading>
              <Button look="bare" icon="cross" aria-label={closeLabel} onClick={onClose} />
            </div>
          )}
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
