import { runStarts } from "./run-starts.ts";

/** A program for the run of starts: see `startsInContainer`. */
console.log(JSON.stringify(await runStarts(Number(process.argv[2]))));
