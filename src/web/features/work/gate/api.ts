import { gates } from "#contract/gates.ts";
import { connect } from "../../../api.ts";

/** The server, as far as reading what changed needs it. */
export const { useChange, useRead } = connect({ gates });
