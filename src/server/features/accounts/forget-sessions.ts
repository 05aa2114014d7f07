import type { Tick } from "../../jobs/jobs.ts";

/** Deletes sessions whose time is over: nobody can use them, and what they say of a browser need not be kept. */
export const forgetSessions: Tick = {
  name: "forget-sessions",
  everySeconds: 3600,
  async run({ database: { pool } }) {
    await pool.query("delete from session where expires_at < clock()");
  },
};
