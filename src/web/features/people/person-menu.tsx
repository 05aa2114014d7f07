import { type ReactNode, useState } from "react";
import type { Me } from "#contract/accounts.ts";
import type { OrganizationRole } from "#contract/entities.ts";
import type { Person } from "#contract/people.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextInput } from "../../ui/field.tsx";
import { Menu } from "../../ui/menu.tsx";
import { t as words } from "../../ui/messages/en.ts";
import { ErrorLine } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange } from "./api.ts";
import { LanguagesDialog } from "./languages-dialog.tsx";
import { LinkBox } from "./link-box.tsx";
import css from "./people.module.css";
import { OrganizationRoleSelect } from "./role-select.tsx";
import { organizationRoleTitle, t } from "./words.ts";

type Act = "link" | "languages" | "role" | "block" | "erase";
interface ActProps {
  person: Person;
  onClose: () => void;
}

/** What an admin can do about a person; each act first says what happens. */
export function PersonMenu({ person, me }: { person: Person; me: Me }): ReactNode {
  const [act, setAct] = useState<Act | null>(null);
  const close = () => setAct(null);
  const unblock = useChange("people", "update", {
    onDone: () => toast(t("people.unblocked", { name: person.name })),
  });
  return (
    <div className={css.end}>
      <Menu
        icon="more"
        small
        label={t("people.actions", { name: person.name })}
        items={[
          {
            label: t("people.newLink"),
            icon: "key",
            onSelect: () => setAct("link"),
            disabled: person.blocked,
          },
          { label: t("people.changeRole"), icon: "person", onSelect: () => setAct("role") },
          { label: t("people.languages"), icon: "comment", onSelect: () => setAct("languages") },
          person.blocked
            ? {
                label: t("people.unblock"),
                icon: "undo",
                onSelect: () => unblock.mutate({ params: { person: person.id }, body: { blocked: false } }),
              }
            : { label: t("people.block"), icon: "cross", onSelect: () => setAct("block") },
          { label: t("people.erase"), icon: "trash", danger: true, onSelect: () => setAct("erase") },
        ]}
      />
      {act === "link" && <NewLink person={person} onClose={close} />}
      {act === "languages" && <LanguagesDialog person={person} onClose={close} />}
      {act === "role" && <ChangeRole person={person} me={me} onClose={close} />}
      {act === "block" && <Block person={person} onClose={close} />}
      {act === "erase" && <Erase person={person} onClose={close} />}
    </div>
  );
}

function NewLink({ person, onClose }: ActProps): ReactNode {
  const link = useChange("people", "newLink");
  const title = t("people.newLinkTitle", { name: person.name });
  if (link.data) {
    return (
      <Dialog open onClose={onClose} title={t("people.newLink")}>
        <LinkBox name={person.name} link={link.data} onDone={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      confirm={
        <Button
          look="primary"
          busy={link.isPending}
          onClick={() => link.mutate({ params: { person: person.id } })}
        >
          {t("people.makeLink")}
        </Button>
      }
    >
      <p>{t("people.newLinkEffect", { name: person.name })}</p>
      <ErrorLine error={link.error} />
    </Dialog>
  );
}

function ChangeRole({ person, me, onClose }: ActProps & { me: Me }): ReactNode {
  const [role, setRole] = useState<OrganizationRole>(person.role);
  const change = useChange("people", "update", {
    onDone: (next) => {
      toast(t("people.changeRoleDone", { name: next.name, role: organizationRoleTitle(next.role) }));
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("people.changeRoleTitle", { name: person.name })}
      confirm={
        <Button
          look="primary"
          busy={change.isPending}
          disabled={role === person.role}
          onClick={() => change.mutate({ params: { person: person.id }, body: { role } })}
        >
          {t("people.save")}
        </Button>
      }
    >
      <OrganizationRoleSelect value={role} onChange={setRole} ownerToo={me.role === "owner"} />
      <ErrorLine error={change.error} />
    </Dialog>
  );
}

function Block({ person, onClose }: ActProps): ReactNode {
  const unblock = useChange("people", "update");
  const params = { person: person.id };
  const block = useChange("people", "update", {
    onDone: () => {
      onClose();
      toast(t("people.blocked", { name: person.name }), {
        action: { label: words("ui.undo"), run: () => unblock.mutate({ params, body: { blocked: false } }) },
      });
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("people.blockTitle", { name: person.name })}
      confirm={
        <Button
          look="danger"
          busy={block.isPending}
          onClick={() => block.mutate({ params, body: { blocked: true } })}
        >
          {t("people.block")}
        </Button>
      }
    >
      <ul className={css.effects}>
        <li>{t("people.blockEffect")}</li>
        <li>{t("people.blockWork")}</li>
        <li>{t("people.undoable")}</li>
      </ul>
      <ErrorLine error={block.error} />
    </Dialog>
  );
}

/** The one act here that cannot be undone: it asks for the name. */
function Erase({ person, onClose }: ActProps): ReactNode {
  const [typed, setTyped] = useState("");
  const erase = useChange("people", "erase", {
    refreshes: ["projects", "items", "discussions"],
    onDone: () => {
      onClose();
      toast(t("people.erased"));
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("people.eraseTitle", { name: person.name })}
      confirm={
        <Button
          look="danger"
          busy={erase.isPending}
          disabled={typed.trim() !== person.name.trim()}
          onClick={() => erase.mutate({ params: { person: person.id } })}
        >
          {t("people.erase")}
        </Button>
      }
    >
      <ul className={css.effects}>
        <li>{t("people.eraseIdentity")}</li>
        <li>{t("people.eraseSessions")}</li>
        <li>{t("people.eraseWork", { count: person.projects.length })}</li>
        <li>
          <strong>{t("people.eraseFinal")}</strong>
        </li>
      </ul>
      <TextInput
        label={t("people.eraseConfirm", { name: person.name })}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ErrorLine error={erase.error} />
    </Dialog>
  );
}
