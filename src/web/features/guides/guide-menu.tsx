import { type ReactNode, useState } from "react";
import type { GuideDraft } from "#contract/guide-drafts.ts";
import { hrefOf } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextInput } from "../../ui/field.tsx";
import { Menu } from "../../ui/menu.tsx";
import { navigate } from "../../ui/routing.ts";
import { ErrorLine } from "../../ui/states.tsx";
import { useChange } from "./api.ts";
import { t } from "./words.ts";

/** What can be done with a guide as a whole, for those who may. */
export function GuideMenu({ guide, title }: { guide: GuideDraft; title: string }): ReactNode {
  const [renaming, setRenaming] = useState<string | null>(null);
  const update = useChange("guideDrafts", "update", { onDone: () => setRenaming(null) });
  const params = { guide: guide.id };
  if (!guide.mayEdit && !guide.archived) return null;
  const { archived } = guide;
  return (
    <>
      <Menu
        label={t("guides.actions")}
        icon="more"
        items={[
          ...(archived
            ? []
            : [
                { label: t("guides.rename"), icon: "pencil" as const, onSelect: () => setRenaming(title) },
                {
                  label: t("guides.import.again"),
                  icon: "upload" as const,
                  onSelect: () => navigate(`${hrefOf("/guides/import", {})}?guide=${guide.id}`),
                },
              ]),
          {
            label: t(archived ? "guides.unarchive" : "guides.archive"),
            icon: "box",
            onSelect: () => update.mutate({ params, body: { archived: !archived } }),
          },
        ]}
      />
      <Dialog
        open={renaming !== null}
        onClose={() => setRenaming(null)}
        title={t("guides.rename")}
        confirm={
          <Button
            look="primary"
            disabled={!renaming?.trim()}
            busy={update.isPending}
            onClick={() => update.mutate({ params, body: { title: renaming ?? "" } })}
          >
            {t("guides.rename")}
          </Button>
        }
      >
        <TextInput
          label={t("guides.title")}
          value={renaming ?? ""}
          maxLength={300}
          onChange={(event) => setRenaming(event.target.value)}
        />
        <ErrorLine error={update.error} />
      </Dialog>
    </>
  );
}
