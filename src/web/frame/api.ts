import { accounts } from "#contract/accounts.ts";
import { projects } from "#contract/projects.ts";
import { connect } from "../api.ts";

/** The server, as far as the frame needs it. */
export const { api, useRead } = connect({ accounts, projects });
