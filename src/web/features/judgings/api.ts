import { guides } from "#contract/guides.ts";
import { judgings } from "#contract/judgings.ts";
import { connect } from "../../api.ts";

/** The server, as far as these pages need it. */
export const { useChange, useRead } = connect({ guides, judgings });
