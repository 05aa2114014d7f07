import { forms } from "#contract/forms.ts";
import { guides } from "#contract/guides.ts";
import { types } from "#contract/types.ts";
import { connect } from "../../api.ts";

/** The server, as far as these pages need it. */
export const { useChange, useRead } = connect({ forms, guides, types });
