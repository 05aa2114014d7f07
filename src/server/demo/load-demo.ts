import type { FastifyInstance } from "fastify";
import type pg from "pg";
import { contract } from "#contract/index.ts";
import { createApp } from "../app.ts";
import { change } from "../db/change.ts";
import { createDatabase } from "../db/database.ts";
import { newId } from "../db/id.ts";
import { makeLink } from "../features/accounts/index.ts";
import { createOrganization } from "../features/people/index.ts";
import type { Services } from "../services.ts";
import { signAgreement } from "./agreement.ts";
import { calibrate } from "./calibrations.ts";
import { type DemoClock, startClock } from "./demo-clock.ts";
import { chance } from "./demo-random.ts";
import { openDemoTransaction } from "./demo-transaction.ts";
import { type DemoVisitor, enter } from "./demo-visitor.ts";
import { writeGuide } from "./guide.ts";
import { writeTogether } from "./guide-together.ts";
import { liveThroughWeeks } from "./history.ts";
import { LEAD, PEOPLE } from "./people.ts";
import { createProjects } from "./projects.ts";
import { rememberDemoPeople } from "./sign-in-links.ts";
import { translateGuide } from "./translations.ts";

const SEED = 20;
const FIRST_DAY = -21;

/**
 * Loads the demo into an empty database: three projects with three weeks of history, made by driving the product's
 * own endpoints while the database's clock is shifted. Does nothing where there is an organization already.
 */
export async function loadDemo(
  connection: pg.ClientConfig,
  services: Services,
  say: (line: string) => void = () => {},
): Promise<boolean> {
  const { rows } = await services.database.pool.query("select from organization limit 1");
  if (rows.length > 0) return false;
  say("Loading the demo project: three weeks of work.");
  const clock = startClock();
  clock.set(FIRST_DAY, 8);
  const transaction = await openDemoTransaction(connection, clock);
  const { pool } = transaction;
  const database = createDatabase(pool, services.database.subscribers);
  const shifted: Services = { ...services, database, isDemo: true };
  const app = await createApp(shifted, { trustProxy: false, webFolder: "" });
  try {
    const random = chance(SEED);
    const lead = await found(app, shifted);
    const people = await invite(app, shifted, lead, clock);
    const guide = await writeGuide(lead);
    await translateGuide(lead, guide);
    const projects = await createProjects(lead, guide, people, clock);
    const weeks = { lead, guide, people, projects, clock, random, firstDay: FIRST_DAY + 1 };
    await liveThroughWeeks(weeks);
    await writeTogether(weeks);
    await calibrate(weeks);
    await signAgreement(weeks);
    await pool.query("delete from session"); // they were the history's, not anybody's
    await rememberDemoPeople(shifted);
    await pool.query("analyze");
    await transaction.commit();
  } finally {
    await app.close();
    await transaction.end();
  }
  return true;
}

async function found(app: FastifyInstance, services: Services): Promise<DemoVisitor> {
  const author = { org: newId(), agent: newId() };
  const link = await change(services.database, author, async (tx) => {
    await createOrganization(tx, { organization: "Plumbline demo", owner: LEAD.name, email: LEAD.email });
    return makeLink(tx, services.baseUrl, { person: tx.agent, purpose: "demo" });
  });
  return enter(app, link.url);
}

/** Demo people have no passwords: they come in by link alone. */
async function demoLink(services: Services, person: string): Promise<string> {
  const { database } = services;
  const { rows } = await database.pool.query<{ org: string }>(
    "select org_id as org from person where id = $1",
    [person],
  );
  const author = { org: rows[0]!.org, agent: person };
  const link = { person, purpose: "demo" } as const;
  return (await change(database, author, (tx) => makeLink(tx, services.baseUrl, link))).url;
}

async function invite(
  app: FastifyInstance,
  services: Services,
  lead: DemoVisitor,
  clock: DemoClock,
): Promise<DemoVisitor[]> {
  const visitors: DemoVisitor[] = [];
  const { languages: spoken } = LEAD;
  await lead.ask(contract.people.update, { params: { person: lead.id }, body: { languages: spoken } });
  for (const { name, email, languages } of PEOPLE) {
    clock.pass(120);
    const { person } = await lead.ask(contract.people.invite, { body: { name, email } });
    await lead.ask(contract.people.update, { params: { person: person.id }, body: { languages } });
    visitors.push(await enter(app, await demoLink(services, person.id)));
  }
  return visitors;
}
