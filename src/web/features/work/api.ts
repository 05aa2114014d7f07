import { accounts } from "#contract/accounts.ts";
import { forms } from "#contract/forms.ts";
import { projects } from "#contract/projects.ts";
import { work } from "#contract/work.ts";
import { connect } from "../../api.ts";

/** The server, as far as work itself needs it: all of this is loaded before the first piece. */
export const { api, useRead } = connect({ accounts, forms, projects, work });
