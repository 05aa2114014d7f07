import { accounts } from "#contract/accounts.ts";
import { agreements } from "#contract/agreements.ts";
import { connect } from "../../api.ts";

/** The server, as far as these pages need it. */
export const { useChange, useRead } = connect({ accounts, agreements });
