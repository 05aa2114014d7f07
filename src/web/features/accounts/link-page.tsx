import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ApiError } from "#sdk/index.ts";
import { queries } from "../../api.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { TextInput } from "../../ui/field.tsx";
import { navigate } from "../../ui/routing.ts";
import { ErrorLine, ErrorState, Loading } from "../../ui/states.tsx";
import { api, useChange } from "./api.ts";
import { Entry, EntryForm } from "./entry.tsx";
import { type KeysChoice, KeysToSettle } from "./keys-to-settle.tsx";
import { NewPassword } from "./password-inputs.tsx";
import { t } from "./words.ts";

/** Follows a single-use link: its secret stands behind the #, which no server log and no other page sees. */
export function LinkPage(): ReactNode {
  const [token] = useState(tokenOf);
  const link = useQuery({
    // Not among what changes of an account make out of date: once followed, the link is spent.
    queryKey: ["link"],
    queryFn: () => api.accounts.inspectLink({ body: { token } }),
    enabled: token !== "",
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const spent = link.error instanceof ApiError && !link.error.passing;
  if (link.error && !spent) return <ErrorState error={link.error} onRetry={() => void link.refetch()} />;
  if (token === "" || spent) {
    return (
      <Entry title={t("accounts.link.broken")}>
        <p>{token === "" ? t("accounts.link.missing") : t("accounts.link.brokenHelp")}</p>
        <LinkButton href="/sign-in">{t("accounts.signIn")}</LinkButton>
      </Entry>
    );
  }
  if (!link.data) {
    return (
      <Entry title={t("accounts.link.title")}>
        <Loading />
      </Entry>
    );
  }
  return <FollowLink token={token} link={link.data} />;
}

type Link = Awaited<ReturnType<typeof api.accounts.inspectLink>>;

function FollowLink({ token, link }: { token: string; link: Link }): ReactNode {
  const [name, setName] = useState(link.name);
  const [password, setPassword] = useState("");
  const [keys, setKeys] = useState<KeysChoice | null>(null);
  const follow = useChange("accounts", "followLink", {
    onDone: (me) => {
      // All but the link itself, which this page would ask for once more, when it is spent.
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "link" });
      queries.setQueryData(["accounts", "me", {}], me);
      navigate("/", { replace: true });
    },
  });
  const asks = link.purpose !== "demo";
  const welcome = {
    invitation: t("accounts.link.invitation", link),
    recovery: t("accounts.link.recovery", link),
    demo: t("accounts.link.demo", link),
  }[link.purpose];
  return (
    <Entry title={t("accounts.link.title")}>
      <p>{welcome}</p>
      <EntryForm
        onSubmit={() =>
          follow.mutate({
            body: { token, ...(asks && { password }), ...(name && { name }), ...(keys && { keys }) },
          })
        }
      >
        {link.purpose === "invitation" && (
          <TextInput
            label={t("accounts.yourName")}
            autoComplete="name"
            required
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
        {asks && <NewPassword value={password} onChange={setPassword} />}
        {link.keys.length > 0 && <KeysToSettle keys={link.keys} value={keys} onChange={setKeys} />}
        <ErrorLine error={follow.error} />
        <Button look="primary" type="submit" busy={follow.isPending}>
          {t("accounts.link.use")}
        </Button>
      </EntryForm>
    </Entry>
  );
}

/** Takes the secret out of the address, so that it stays in no history. */
function tokenOf(): string {
  const token = window.location.hash.slice(1);
  if (token) window.history.replaceState(null, "", window.location.pathname);
  return token;
}
