import { useId, type InputHTMLAttributes, type ReactNode, type Ref, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react'

interface Around {
  label: string
  hint?: string | undefined
  error?: string | undefined
  /** The label is read aloud only; a heading beside it says the same. */
  quietLabel?: boolean
}

function useAround({ label, hint, error, quietLabel }: Around) {
  const id = useId()
  const told = error ?? hint
  return {
    own: { id, 'aria-invalid': error === undefined ? undefined : true, 'aria-describedby': told === undefined ? undefined : `${id}-told` } as const,
    around: (control: ReactNode) => (
      <div className="field">
        <label htmlFor={id} className={quietLabel ? 'vh' : undefined}>
          {label}
        </label>
        {control}
        {told !== undefined && (
          <p id={`${id}-told`} className={error === undefined ? 'hint' : 'wrong'}>
            {told}
          </p>
        )}
      </div>
    ),
  }
}

type Input = Around & InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> }

export function TextField({ label, hint, error, quietLabel, ...rest }: Input) {
  const { own, around } = useAround({ label, hint, error, quietLabel: quietLabel ?? false })
  return around(<input className="input" type="text" {...own} {...rest} />)
}

type Area = Around & TextareaHTMLAttributes<HTMLTextAreaElement> & { ref?: Ref<HTMLTextAreaElement> }

export function TextArea({ label, hint, error, quietLabel, ...rest }: Area) {
  const { own, around } = useAround({ label, hint, error, quietLabel: quietLabel ?? false })
  return around(<textarea className="input" rows={3} {...own} {...rest} />)
}

type Select = Around & SelectHTMLAttributes<HTMLSelectElement>

export function SelectField({ label, hint, error, quietLabel, children, ...rest }: Select) {
  const { own, around } = useAround({ label, hint, error, quietLabel: quietLabel ?? false })
  return around(
    <select className="input" {...own} {...rest}>
      {children}
    </select>,
  )
}

export function CheckField({ label, hint, ...rest }: { label: string; hint?: string } & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId()
  return (
    <div className="check">
      <input type="checkbox" id={id} aria-describedby={hint === undefined ? undefined : `${id}-told`} {...rest} />
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p className="hint" id={`${id}-told`}>
          {hint}
        </p>
      )}
    </div>
  )
}
