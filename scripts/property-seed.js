// Property tests draw the same cases in every run, so that a failure is a change's and not the day's. The long proofs
// draw others, and more.
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20_260_101) });
