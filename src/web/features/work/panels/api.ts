import { discussions } from "#contract/discussions.ts";
import { guides } from "#contract/guides.ts";
import { work } from "#contract/work.ts";
import { connect } from "../../../api.ts";

/** The server, as far as the panels need it; they load it when they are opened. */
export const { useChange, useRead } = connect({ discussions, guides, work });
