import { forms } from "#contract/forms.ts";
import { guides } from "#contract/guides.ts";
import { items } from "#contract/items.ts";
import { projects } from "#contract/projects.ts";
import { search } from "#contract/search.ts";
import { types } from "#contract/types.ts";
import { work } from "#contract/work.ts";
import { connect } from "../../api.ts";

/** The server, as far as these pages need it. */
export const { useChange, useRead } = connect({ forms, guides, items, projects, search, types, work });
