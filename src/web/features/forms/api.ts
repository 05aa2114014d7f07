import { forms } from "#contract/forms.ts";
import { guides } from "#contract/guides.ts";
import { items } from "#contract/items.ts";
import { search } from "#contract/search.ts";
import { types } from "#contract/types.ts";
import { connect } from "../../api.ts";

/** The server, as far as these pages need it. */
export const { api, useChange, useRead } = connect({ forms, guides, items, search, types });
