import { forms } from "#contract/forms.ts";
import { releases } from "#contract/releases.ts";
import { search } from "#contract/search.ts";
import { connect } from "../../api.ts";

/** The server, as far as these pages need it. */
export const { useChange, useRead } = connect({ forms, releases, search });
