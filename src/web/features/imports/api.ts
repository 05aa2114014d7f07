import { imports } from "#contract/imports.ts";
import { connect } from "../../api.ts";

/** The server, as far as these pages need it. */
export const { api, useChange, useRead } = connect({ imports });
