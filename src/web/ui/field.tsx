import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from "react";
import css from "./field.module.css";
import { Icon } from "./icon.tsx";

interface FieldProps {
  label: ReactNode;
  help?: ReactNode;
  error?: string | undefined;
  /** Said beside the label, e.g. "optional". */
  note?: string;
  /** Draws the control; spread what it is given on it, so that label, help and error belong to it. */
  children: (control: ControlProps) => ReactNode;
}

/** What binds a control to its label, help and error. */
export interface ControlProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

/** A control with its label above, help below, and what is wrong with it. */
export function Field({ label, help, error, note, children }: FieldProps): ReactNode {
  const id = useId();
  const described = [error && `${id}-error`, help && `${id}-help`].filter(Boolean).join(" ");
  return (
    <div className={css.field}>
      <label htmlFor={id} className={css.label}>
        {label}
        {note && <span className={css.note}>{note}</span>}
      </label>
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined })}
      {error && (
        <p id={`${id}-error`} className={css.error}>
          <Icon name="warning" size={16} />
          {error}
        </p>
      )}
      {help && (
        <p id={`${id}-help`} className={css.help}>
          {help}
        </p>
      )}
    </div>
  );
}

type Named<T> = T & Omit<FieldProps, "children">;
type TextInputProps = InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> };
type TextAreaProps = TextareaHTMLAttributes<HTMLTextAreaElement> & { ref?: Ref<HTMLTextAreaElement> };
type SelectProps = SelectHTMLAttributes<HTMLSelectElement> & { ref?: Ref<HTMLSelectElement> };

/** One line of text under a label. */
export function TextInput({
  label,
  help,
  error,
  note,
  className,
  ...rest
}: Named<TextInputProps>): ReactNode {
  return (
    <Field label={label} help={help} {...(error && { error })} {...(note && { note })}>
      {(control) => (
        <input type="text" dir="auto" {...rest} {...control} className={join(css.input, className)} />
      )}
    </Field>
  );
}

/** Several lines of text under a label. */
export function TextArea({ label, help, error, note, className, ...rest }: Named<TextAreaProps>): ReactNode {
  return (
    <Field label={label} help={help} {...(error && { error })} {...(note && { note })}>
      {(control) => (
        <textarea
          rows={4}
          dir="auto"
          {...rest}
          {...control}
          className={join(css.input, css.area, className)}
        />
      )}
    </Field>
  );
}

/** One of a list, under a label; the options are its children. */
export function Select({ label, help, error, note, className, ...rest }: Named<SelectProps>): ReactNode {
  return (
    <Field label={label} help={help} {...(error && { error })} {...(note && { note })}>
      {(control) => <select {...rest} {...control} className={join(css.input, css.select, className)} />}
    </Field>
  );
}

type CheckboxProps = Omit<InputHTMLAttributes<HTMLInputElement>, "type"> & {
  label: ReactNode;
  help?: ReactNode;
};

/** Yes or no, with the label beside it. */
export function Checkbox({ label, help, ...rest }: CheckboxProps): ReactNode {
  const id = useId();
  return (
    <div className={css.check}>
      <input type="checkbox" {...rest} id={id} aria-describedby={help ? `${id}-help` : undefined} />
      <label htmlFor={id}>{label}</label>
      {help && (
        <p id={`${id}-help`} className={css.help}>
          {help}
        </p>
      )}
    </div>
  );
}

/** The class of a bare control, for those that stand without a `Field`, e.g. a search box with an aria-label. */
export const inputClass = css.input ?? "";

function join(...names: (string | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
