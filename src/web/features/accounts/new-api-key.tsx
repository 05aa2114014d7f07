import { type FormEvent, type ReactNode, useId, useState } from "react";
import type { Scope } from "#contract/endpoint.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Checkbox, Select, TextInput } from "../../ui/field.tsx";
import { ErrorLine } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import css from "./account.module.css";
import { useChange } from "./api.ts";
import { t } from "./words.ts";

const SCOPES: readonly Scope[] = ["read", "write", "work", "admin"];
const DAYS = [7, 30, 90, 365] as const;

/** Makes an API key and shows its secret, once. */
export function NewApiKey({ onClose }: { onClose: () => void }): ReactNode {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly Scope[]>(["read"]);
  const [days, setDays] = useState<number | null>(90);
  const make = useChange("keys", "create");
  const form = useId();
  const secret = make.data?.secret;

  function submit(event: FormEvent): void {
    event.preventDefault();
    make.mutate({ body: { name, scopes: [...scopes], days } });
  }
  async function copy(): Promise<void> {
    await navigator.clipboard?.writeText(secret ?? "");
    toast(t("accounts.apiKeys.copied"));
  }

  if (secret) {
    return (
      <Dialog
        open
        onClose={onClose}
        title={name}
        actions={
          // The button that made the key is gone: the keyboard goes on here.
          <Button look="primary" icon="copy" autoFocus onClick={() => void copy()}>
            {t("accounts.apiKeys.copy")}
          </Button>
        }
      >
        <p>{t("accounts.apiKeys.secret")}</p>
        <code className={css.secret}>{secret}</code>
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("accounts.apiKeys.new")}
      actions={
        <>
          <Button onClick={onClose}>{t("accounts.cancel")}</Button>
          <Button
            look="primary"
            type="submit"
            form={form}
            busy={make.isPending}
            disabled={scopes.length === 0}
          >
            {t("accounts.apiKeys.create")}
          </Button>
        </>
      }
    >
      <form id={form} className={css.form} onSubmit={submit}>
        <TextInput
          label={t("accounts.apiKeys.name")}
          help={t("accounts.apiKeys.nameHelp")}
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <fieldset className={css.scopes}>
          <legend>{t("accounts.apiKeys.scopes")}</legend>
          {SCOPES.map((scope) => (
            <Checkbox
              key={scope}
              label={t(`accounts.apiKeys.scope.${scope}`)}
              checked={scopes.includes(scope)}
              onChange={(event) =>
                setScopes(event.target.checked ? [...scopes, scope] : scopes.filter((one) => one !== scope))
              }
            />
          ))}
        </fieldset>
        <Select
          label={t("accounts.apiKeys.expires")}
          value={days ?? ""}
          onChange={(event) => setDays(event.target.value ? Number(event.target.value) : null)}
        >
          {DAYS.map((count) => (
            <option key={count} value={count}>
              {t("accounts.apiKeys.days", { count })}
            </option>
          ))}
          <option value="">{t("accounts.apiKeys.never")}</option>
        </Select>
        <ErrorLine error={make.error} />
      </form>
    </Dialog>
  );
}
