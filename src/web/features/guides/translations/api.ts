import { guideTranslations } from "#contract/guide-translations.ts";
import { connect } from "../../../api.ts";

/** The server, as far as translations need it. */
export const { useChange, useRead } = connect({ guideTranslations });
