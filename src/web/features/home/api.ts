import { accounts } from "#contract/accounts.ts";
import { home } from "#contract/home.ts";
import { notices } from "#contract/notices.ts";
import { work } from "#contract/work.ts";
import { connect } from "../../api.ts";

/** The server, as far as these pages need it. */
export const { useChange, useRead } = connect({ accounts, home, notices, work });
