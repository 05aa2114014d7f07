import { guideDrafts } from "#contract/guide-drafts.ts";
import { guides } from "#contract/guides.ts";
import { questions } from "#contract/questions.ts";
import { reports } from "#contract/reports.ts";
import { connect } from "../../api.ts";

/** The server, as far as these pages need it. */
export const { useRead } = connect({ guideDrafts, guides, questions, reports });
