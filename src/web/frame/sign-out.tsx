import { type ReactNode, useState } from "react";
import { ApiError, ConnectionError } from "#sdk/index.ts";
import { rememberedPerson, rememberPerson } from "../api.ts";
import { endBackground, finishBackground } from "../background.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { whatHappened } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { api } from "./api.ts";
import { t } from "./words.ts";

/** Signing out, with a question first where that would delete what only this browser has. */
export function useSignOut(): { signOut: () => void; question: ReactNode } {
  const [left, setLeft] = useState(0);
  const close = () => setLeft(0);
  const question = (
    <Dialog
      open={left > 0}
      onClose={close}
      title={t("frame.signOut.left", { count: left })}
      confirm={
        <Button look="primary" onClick={() => void attempt(end)}>
          {t("frame.signOut.delete")}
        </Button>
      }
    >
      <p>{t("frame.signOut.leftHelp")}</p>
    </Dialog>
  );
  return { signOut: () => void attempt(async () => setLeft(await leave())), question };
}

/** Signs out, unless some work would be lost: returns how many pieces. */
async function leave(): Promise<number> {
  const person = rememberedPerson();
  const left = person ? await finishBackground(person) : 0;
  if (left === 0) await end();
  return left;
}

async function end(): Promise<void> {
  const person = rememberedPerson();
  await api.accounts.signOut().catch((error) => {
    if (!(error instanceof ApiError && error.status === 401)) throw error;
  });
  rememberPerson(null);
  if (person) await endBackground(person);
  // A new page: nothing stays in memory either.
  window.location.assign("/sign-in");
}

/** Only the server can end a session: who is told to be signed out must be. */
async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    toast(error instanceof ConnectionError ? t("frame.signOut.offline") : whatHappened(error), {
      tone: "bad",
    });
  }
}
