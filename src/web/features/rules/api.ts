import { guides } from "#contract/guides.ts";
import { reports } from "#contract/reports.ts";
import { connect } from "../../api.ts";

/** The server, as far as these pages need it. */
export const { useRead } = connect({ guides, reports });
