import type { ReactNode } from "react";
import { TextInput } from "../../ui/field.tsx";
import { t } from "./words.ts";

interface PasswordProps {
  value: string;
  onChange(value: string): void;
}

/** Asks for the password that somebody has. */
export function CurrentPassword({ value, onChange }: PasswordProps): ReactNode {
  return (
    <TextInput
      label={t("accounts.currentPassword")}
      type="password"
      autoComplete="current-password"
      required
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** Asks for a password to come, and says what it must be. */
export function NewPassword({ value, onChange }: PasswordProps): ReactNode {
  return (
    <TextInput
      label={t("accounts.newPassword")}
      type="password"
      autoComplete="new-password"
      help={t("accounts.passwordHelp")}
      required
      minLength={10}
      maxLength={200}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
