import { toggleMark } from "prosemirror-commands";
import type { EditorView } from "prosemirror-view";
import { type ReactNode, useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { TextInput } from "../../../ui/field.tsx";
import { schema } from "./markdown-document.ts";
import { t } from "./words.ts";

const { link } = schema.marks;

/** Asks where the selected text leads; without a selection the address is the text too. */
export function LinkDialog({ view, onClose }: { view: EditorView; onClose: () => void }): ReactNode {
  const [address, setAddress] = useState("https://");
  const href = /^(https?|mailto):/.test(address) && URL.canParse(address) ? new URL(address).href : null;
  const add = () => {
    if (!href) return;
    const { state, dispatch } = view;
    if (state.selection.empty)
      dispatch(state.tr.replaceSelectionWith(schema.text(href, [link.create({ href })]), false));
    else toggleMark(link, { href }, { removeWhenPresent: false })(state, dispatch);
    onClose();
  };
  return (
    <Dialog
      open
      title={t("formatted.link")}
      onClose={onClose}
      confirm={
        <Button look="primary" disabled={!href} onClick={add}>
          {t("formatted.addLink")}
        </Button>
      }
    >
      <TextInput
        label={t("formatted.address")}
        value={address}
        onChange={(event) => setAddress(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) add();
        }}
      />
    </Dialog>
  );
}
