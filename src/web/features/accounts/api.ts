import { accounts } from "#contract/accounts.ts";
import { keys } from "#contract/keys.ts";
import { connect } from "../../api.ts";

/** The server, as far as these pages need it. */
export const { api, useChange, useRead } = connect({ accounts, keys });
