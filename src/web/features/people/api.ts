import { accounts } from "#contract/accounts.ts";
import { keys } from "#contract/keys.ts";
import { people } from "#contract/people.ts";
import { projects } from "#contract/projects.ts";
import { connect } from "../../api.ts";

/** The server, as far as these pages need it. */
export const { useChange, useRead } = connect({ accounts, keys, people, projects });
