import { randomUUID } from "node:crypto";
import { strFromU8, unzipSync } from "fflate";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AnyEndpoint, Input } from "#contract/endpoint.ts";
import type { Audience } from "#contract/guide-audience.ts";
import { contract } from "#contract/index.ts";
import { RuleContent, SectionContent } from "#guide/index.ts";
import { verify } from "#verify/check.ts";
import { CHECKS } from "#verify/main.ts";
import { addItems } from "../../../testing/add-items.ts";
import { call, must } from "../../../testing/call.ts";
import { claim, review, submit } from "../../../testing/do-work.ts";
import {
  buildOrganization,
  buildPerson,
  buildProject,
  join,
  type TestPerson,
} from "../../../testing/make.ts";
import { type TestApp, testApp } from "../../../testing/test-app.ts";

const { guideAudience, guideComments, guideDrafts, guideHints, guideSuggestions, guideTranslations } =
  contract;
const { guides, judgings, questions, work } = contract;

const SECRET = "zuckerwatte";
const ASKED = `What is ${SECRET}?`;

let site: TestApp;
/** Who asks, by what they are to the guide. */
const people = {} as Record<
  "owner" | "editor" | "manager" | "keeper" | "reviewer" | "trainer" | "viewer" | "client",
  TestPerson
>;
let ids: Record<string, string>;
let at: { params: { guide: string } };
let project: string;

/** Doors of the draft, which open what is confidential and write that down. */
const DRAFT =
  /^(guideDrafts|guideTranslations\.list|guideSuggestions|guideHints|guideComments|guideCheckIns|compare)/;

beforeAll(async () => {
  site = await testApp();
  ({ owner: people.owner } = await buildOrganization(site));
  const names = ["editor", "manager", "keeper", "reviewer", "trainer", "viewer", "client"] as const;
  for (const name of names) people[name] = await buildPerson(site, people.owner.org, { name });
  await writeGuide();
});
afterAll(() => site.stop());

function rule(title: string, said: string) {
  const example = { id: randomUUID(), verdict: "bad" as const, prompt: said, response: said, why: said };
  const text = { statement: said, isNot: said, why: said, whenInDoubt: said };
  return RuleContent.parse({ kind: "rule", title: `${title} ${said}`, ...text, examples: [example] });
}

/** A guide with a secret section, whose rule stands at every door that there is. */
async function writeGuide(): Promise<void> {
  const { owner, editor, reviewer, trainer } = people;
  const guide = (await must(owner, guideDrafts.create, { body: { title: "Style" } })).id;
  at = { params: { guide } };
  const add = async (content: RuleContent | SectionContent, parent: string | null = null) =>
    (await must(owner, guideDrafts.addEntry, { ...at, body: { content, parent } })).entries[0]!;
  const publish = async (gate: { from: null } | null = null) => {
    const { rev } = await must(owner, guideDrafts.get, at);
    return must(owner, guideDrafts.publish, { ...at, body: { rev, gate } });
  };
  await add(rule("Plain", "for everyone"));
  const section = await add(SectionContent.parse({ kind: "section", title: SECRET, definition: SECRET }));
  const inside = await add(SectionContent.parse({ kind: "section", title: `In ${SECRET}` }), section.id);
  const secret = await add(rule("Secret", SECRET), inside.id);
  await publish();
  project = await buildProject(owner, { settings: { review: true } });
  await must(owner, guides.adopt, { params: { project }, body: { guide } });
  const other = await buildProject(owner);
  const version = (await must(owner, guideDrafts.versions, at)).rows[0]!.id;
  await must(owner, guides.adopt, { params: { project: other }, body: { guide, version } });
  for (const role of ["manager", "reviewer", "trainer", "viewer"] as const)
    await join(owner, project, people[role], role);
  // Who manages a project that pinned a version reads the guide, and doesn't write it.
  await join(owner, other, people.keeper, "manager");
  await join(owner, project, people.keeper, "viewer");
  for (const [person, capacity] of [
    [editor, "editor"],
    [people.client, "client"],
  ] as const)
    await must(owner, guideDrafts.setCapacities, {
      params: { guide, person: person.id },
      body: { capacities: [capacity] },
    });
  const of = { params: { guide, entry: secret.id } };
  const change = { act: "reword" as const, entry: secret.id, base: secret.revision };
  await must(editor, guideSuggestions.make, {
    ...at,
    body: { change: { ...change, content: rule("Suggested", SECRET) }, note: "" },
  });
  await must(editor, guideComments.start, {
    ...of,
    body: { text: `Is it ${SECRET}?`, mentions: [owner.id] },
  });
  await must(editor, guideHints.dismiss, {
    ...of,
    body: { hint: "vague", words: [SECRET], reason: "So." },
  });
  await must(editor, guideTranslations.save, {
    ...of,
    body: { language: "de", base: secret.revision, translation: { title: SECRET, text: SECRET } },
  });
  await addItems(site, owner, project, 12);
  await submit(trainer, (await claim(trainer, project))!, "Mine");
  const judged = (await claim(reviewer, project))!;
  const citation = { rule: secret.id, judgement: "broken" as const, severity: null, anchor: null, note: "" };
  await review(reviewer, judged, { decision: "return", reason: "Against the rule.", rules: [citation] });
  const returned = (await claim(trainer, project))!;
  for (let n = 0; n < 6; n++) await submit(owner, (await claim(owner, project))!, "Mine");
  const { id: question } = await must(trainer, questions.ask, {
    params: { project },
    body: { kind: "question", text: ASKED, rule: secret.id },
  });
  await must(owner, questions.rule, {
    params: { guide, question },
    body: { text: `This is ${SECRET}.`, after: null },
  });
  const { id: judging } = await must(owner, judgings.start, {
    params: { project },
    body: {
      name: "Round",
      rules: [secret.id],
      items: (await must(owner, judgings.offer, { params: { project } })).items
        .slice(0, 5)
        .map(({ item }) => item),
      people: [trainer.id, people.manager.id],
    },
  });
  const base = (await must(owner, guideDrafts.get, at)).entries.find(({ id }) => id === secret.id)!.revision;
  await must(owner, guideDrafts.saveEntry, { ...of, body: { base, content: rule("Reworded", SECRET) } });
  await publish({ from: null });
  ids = {
    ...{ project, guide, question, judging, section: section.id, entry: secret.id, rule: secret.id },
    ...{ version, assignment: returned.id, item: returned.id, language: "de" },
  };
}

const set = (
  audience: Audience,
  confidential = false,
  section: string | null = ids.section!,
  named: string[] = [],
) =>
  must(people.owner, guideAudience.set, { ...at, body: { section, audience, people: named, confidential } });

type Doors = Record<string, (who: TestPerson) => Promise<unknown>>;

/** Every door that reads, as someone comes to it who knows all ids. */
function allDoors(): Doors {
  const params = { project };
  const doors: Doors = {
    "compare draft": (who) => call(who, guideDrafts.compare, { ...at, query: {} }),
    "earlier version": (who) => call(who, guides.get, { params, query: { version: ids.version! } }),
    claim: (who) => call(who, work.claim, { params, body: {} }),
  };
  const query = { language: "de", since: 0, q: SECRET, text: ASKED, code: "ABC", from: 1, to: 2 };
  for (const [group, endpoints] of Object.entries(contract))
    for (const [name, endpoint] of Object.entries(endpoints as Record<string, AnyEndpoint>)) {
      if (endpoint.method !== "GET" || endpoint.transfer === "download") continue;
      const names = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, piece]) => piece!);
      const said = Object.fromEntries(names.map((piece) => [piece, ids[piece] ?? ids.item!]));
      const input = { params: said, ...(endpoint.query && { query }) } as Input<AnyEndpoint>;
      doors[`${group}.${name}`] = (who) => call(who, endpoint, input);
    }
  return doors;
}

/** Which doors tell a caller the secret; their own words apart. */
async function thatTell(who: TestPerson, doors: Doors): Promise<string[]> {
  const told = await Promise.all(
    Object.entries(doors).map(async ([door, open]) => [door, JSON.stringify(await open(who))] as const),
  );
  return told.filter(([, said]) => said.replaceAll(ASKED, "").includes(SECRET)).map(([door]) => door);
}

async function download(who: TestPerson, format: string): Promise<string> {
  const url = `${site.url}/api/guides/${ids.guide}/export?format=${format}`;
  const answer = await fetch(url, { headers: who.headers });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (format !== "docx" || !answer.ok) return new TextDecoder().decode(bytes);
  return Object.values(unzipSync(bytes))
    .map((part) => strFromU8(part))
    .join("\n");
}

type Format = "markdown" | "html" | "json" | "docx" | "prompt";
/** One after the other: few files of one person are written at once. */
async function downloadAll(who: TestPerson, ...formats: Format[]): Promise<string[]> {
  const texts: string[] = [];
  for (const format of formats) texts.push(await download(who, format));
  return texts;
}
const tell = (texts: string[]) => texts.map((text) => text.includes(SECRET));

test("who may not read a section finds no word of it at any door; who may, finds it at theirs", async () => {
  const readers: Record<Exclude<Audience, "all">, (keyof typeof people)[]> = {
    reviewers: ["owner", "editor", "manager", "keeper", "reviewer"],
    managers: ["owner", "editor", "manager", "keeper"],
    people: ["owner", "editor", "manager", "client"],
  };
  // Without an audience each of these doors tells it: a door that is missing here would make the rest of no worth.
  const all = allDoors();
  const telling = [...(await thatTell(people.owner, all)), ...(await thatTell(people.trainer, all))];
  const open = Object.fromEntries(telling.sort().map((door) => [door, all[door]!]));
  expect(Object.keys(open)).toMatchInlineSnapshot(`
    [
      "claim",
      "earlier version",
      "gates.reading",
      "guideCheckIns.get",
      "guideComments.list",
      "guideDrafts.changes",
      "guideDrafts.compare",
      "guideDrafts.entry",
      "guideDrafts.get",
      "guideDrafts.version",
      "guideHints.list",
      "guideSuggestions.list",
      "guideTranslations.list",
      "guideTranslations.read",
      "guides.get",
      "guides.list",
      "judgings.get",
      "notices.list",
      "questions.likely",
      "questions.list",
      "questions.mine",
      "questions.rulings",
      "reports.myRules",
      "reports.rule",
      "reports.rules",
      "work.changedRules",
      "work.get",
    ]
  `);
  const everyone = Object.keys(people) as (keyof typeof people)[];
  for (const [audience, may] of Object.entries(readers) as [Exclude<Audience, "all">, string[]][]) {
    const section = audience === "people" ? null : ids.section!;
    await set(audience, false, section, [people.client.id]);
    const told = await Promise.all(everyone.map((name) => thatTell(people[name], open)));
    for (const [n, name] of everyone.entries())
      if (may.includes(name)) expect([audience, name, told[n]!.length]).not.toContain(0);
      else expect([audience, name, told[n]]).toEqual([audience, name, []]);
    await set("all", false, section);
  }
});

test("a file has no word of what its reader may not read", async () => {
  expect(tell(await downloadAll(people.client, "json", "prompt"))).toEqual([true, true]);
  await set("managers");
  expect(tell(await downloadAll(people.client, "json", "prompt"))).toEqual([false, false]);
  expect(await download(people.client, "markdown")).toContain("1 Not shown to you");
  await set("all");
});

test("what is confidential is shown to who opens it, and the code on it leads back to them", async () => {
  const { owner, client, trainer, reviewer } = people;
  const plain = await downloadAll(owner, "markdown", "docx");
  await set("reviewers", true);
  for (const who of [trainer, reviewer])
    expect((await thatTell(who, allDoors())).filter((door) => !DRAFT.test(door))).toEqual([]);
  const params = { project };
  const { guide: closed } = await must(reviewer, guides.get, { params });
  expect(closed).toMatchObject({ mayOpen: true, entries: [{ content: { title: "Confidential" } }, {}] });
  const opened = await must(reviewer, guideAudience.open, { params, body: {} });
  expect(JSON.stringify(opened.guide)).toContain(SECRET);
  const again = await must(reviewer, guideAudience.open, { params, body: {} });
  expect(again.reading).toEqual(opened.reading);
  const refused = await must(trainer, guideAudience.open, { params, body: {} });
  expect([refused.reading, JSON.stringify(refused.guide).includes(SECRET)]).toEqual([null, false]);

  const find = (who: TestPerson, code: string) => call(who, guideAudience.find, { ...at, query: { code } });
  expect(await find(owner, ` ${opened.reading!.code.toLowerCase()}`)).toMatchObject({
    data: { by: { id: reviewer.id }, guide: { title: "Style" }, version: 2, at: opened.reading!.at },
  });
  expect(await find(owner, "AAAAAAAA")).toMatchObject({ status: 404 });
  expect(await find(client, opened.reading!.code)).toMatchObject({ status: 403 });

  const { reading } = await must(owner, guideAudience.reading, at);
  const marked = await downloadAll(owner, "markdown", "html", "json", "docx", "prompt");
  expect(marked.map((text) => text.split(reading!.code).length - 1)).toEqual([2, 2, 1, 1, 0]);
  expect(tell(marked)).toEqual([true, true, true, true, false]);
  await set("all", false);
  expect(await downloadAll(owner, "markdown", "docx")).toEqual(plain);
});

test("the checker finds a reading that nobody was allowed, and that no event proves", async () => {
  await set("reviewers", true);
  await must(people.reviewer, guideAudience.open, { params: { project }, body: {} });
  const client = new pg.Client(site.connection);
  await client.connect();
  try {
    expect(await verify(client, CHECKS, [])).toEqual([]);
    await client.query(
      `insert into guide_reading (id, org_id, guide_id, agent_id, code, audiences, hour, at)
       select gen_random_uuid(), org_id, guide_id, $1, 'FORGED22', audiences, hour, at from guide_reading order by at desc limit 1`,
      [people.trainer.id],
    );
    const found = (await verify(client, CHECKS, [])).map(({ message }) => message).join("\n");
    expect(found).toContain("who read something confidential was in its audience then: reading");
    expect(found).toMatch(/guide_reading\/\S+ .*no event/);
  } finally {
    await client.end();
  }
});
