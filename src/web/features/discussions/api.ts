import { discussions } from "#contract/discussions.ts";
import { connect } from "../../api.ts";

/** The server, as far as these pages need it. */
export const { useChange, useRead } = connect({ discussions });
