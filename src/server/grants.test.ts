import { afterAll, beforeAll, expect, test } from "vitest";
import { Scope } from "#contract/endpoint.ts";
import { contract } from "#contract/index.ts";
import { call, type Visitor } from "./testing/call.ts";
import {
  buildKey,
  buildOrganization,
  buildPerson,
  buildProject,
  join,
  type TestPerson,
} from "./testing/make.ts";
import { type TestApp, testApp } from "./testing/test-app.ts";

const { keys, people, projects } = contract;
const SCOPES = Scope.options;
const ORGANIZATION = ["owner", "admin", "member"] as const;
const PROJECT = ["manager", "reviewer", "trainer", "viewer"] as const;

let app: TestApp;
let owner: TestPerson;
let own: string;
let sibling: string;
/** Who receives: one person for each role, and one who is blocked. */
const receivers: Record<string, TestPerson> = {};
/** Who passes on. */
const givers: Record<string, TestPerson> = {};

beforeAll(async () => {
  app = await testApp();
  ({ owner } = await buildOrganization(app));
  [own, sibling] = [await buildProject(owner), await buildProject(owner)];
  for (const role of ORGANIZATION) {
    receivers[role] = await buildPerson(app, owner.org, { role });
    givers[role] = await buildPerson(app, owner.org, { role });
    receivers[`blocked ${role}`] = await buildPerson(app, owner.org, { role });
  }
  for (const role of PROJECT) {
    givers[role] = await buildPerson(app, owner.org);
    await join(owner, own, givers[role], role);
  }
});
afterAll(() => app.stop());

/** Sends a request for one right, as this caller. Whoever is refused gets 403, or 404 for what is not theirs to see. */
type Try = (visitor: Visitor, self: TestPerson) => Promise<{ status: number; ok: boolean; data?: unknown }>;
const link =
  (to: string): Try =>
  (visitor) =>
    call(visitor, people.newLink, { params: { person: receivers[to]!.id } });
const invite =
  (role: (typeof ORGANIZATION)[number]): Try =>
  (visitor) =>
    call(visitor, people.invite, { body: { name: "New", role } });
const promote =
  (role: (typeof ORGANIZATION)[number]): Try =>
  async (visitor) => {
    const person = await buildPerson(app, owner.org, { role: role === "member" ? "admin" : "member" });
    return call(visitor, people.update, { params: { person: person.id }, body: { role } });
  };
const unblock =
  (role: string): Try =>
  async (visitor) => {
    const { id } = receivers[`blocked ${role}`]!;
    await app.services.database.pool.query("update person set blocked_at = clock() where id = $1", [id]);
    return call(visitor, people.update, { params: { person: id }, body: { blocked: false } });
  };
const member =
  (role: (typeof PROJECT)[number], project: () => string): Try =>
  (visitor) =>
    call(visitor, projects.setMember, {
      params: { project: project(), person: receivers.member!.id },
      body: { role },
    });
const inviteInto =
  (role: (typeof PROJECT)[number]): Try =>
  (visitor) =>
    call(visitor, people.invite, { body: { name: "New", projects: [{ id: own, role }] } });
const key =
  (...scopes: Scope[]): Try =>
  (visitor) =>
    call(visitor, keys.create, { body: { name: "Key", scopes } });

const GRANTS: Record<string, Try> = {
  "link of an owner": link("owner"),
  "link of an admin": link("admin"),
  "link of a member": link("member"),
  "link of oneself": (visitor, self) => call(visitor, people.newLink, { params: { person: self.id } }),
  "link with an invitation": async (visitor) => {
    const invited = await call(visitor, people.invite, { body: { name: "New" } });
    return { ...invited, ok: invited.ok && invited.data.link !== null };
  },
  ...Object.fromEntries(
    ORGANIZATION.flatMap((role) => [
      [`invites an ${role}`, invite(role)],
      [`makes an ${role}`, promote(role)],
      [`unblocks an ${role}`, unblock(role)],
    ]),
  ),
  ...Object.fromEntries(
    PROJECT.flatMap((role) => [
      [`makes a ${role}`, member(role, () => own)],
      [`makes a ${role} elsewhere`, member(role, () => sibling)],
      [`invites a ${role}`, inviteInto(role)],
    ]),
  ),
  "a skill": (visitor) =>
    call(visitor, people.grantTrait, {
      params: { person: receivers.member!.id },
      body: { trait: "skill:law" },
    }),
  ...Object.fromEntries(SCOPES.map((scope) => [`key to ${scope}`, key(scope)])),
  "key to do everything": key(...SCOPES),
};

const FOR_ALL = /^key to/;
const OWNERS_ONLY = /(link of an|invites an|makes an|unblocks an) owner/;
/** What nobody may: one's password could be set anew by it without knowing it. */
const NOBODYS = /oneself/;
const IN_PROJECT = /^makes a (manager|reviewer|trainer|viewer)$/;

/** By hand: what each person may pass on in a session. */
const IN_SESSION: Record<string, (grant: string) => boolean> = {
  owner: (grant) => !NOBODYS.test(grant),
  admin: (grant) => !NOBODYS.test(grant) && !OWNERS_ONLY.test(grant),
  member: (grant) => FOR_ALL.test(grant),
  manager: (grant) => FOR_ALL.test(grant) || IN_PROJECT.test(grant),
  reviewer: (grant) => FOR_ALL.test(grant),
  trainer: (grant) => FOR_ALL.test(grant),
  viewer: (grant) => FOR_ALL.test(grant),
};
/** By hand: what a key may pass on of that, with one scope alone. */
const BY_KEY: Record<Scope, RegExp> = {
  read: /^$/,
  write: /^$/,
  work: /^$/,
  admin: /^(invites|makes|unblocks) an member$|^key to admin$/,
};
/** And with all four: no links, nobody who runs something. */
const BY_FULL_KEY =
  /^(invites|makes|unblocks) an member$|^(invites|makes) a (reviewer|trainer|viewer)( elsewhere)?$|^a skill$|^key to/;

async function granted(visitor: Visitor, self: TestPerson): Promise<string[]> {
  const found: string[] = [];
  for (const [name, attempt] of Object.entries(GRANTS)) {
    const outcome = await attempt(visitor, self);
    if (outcome.ok) found.push(name);
    else expect([403, 404, 200], `${name}: ${outcome.status}`).toContain(outcome.status);
  }
  return found;
}

test.each(Object.keys(IN_SESSION))(
  "%s passes on what they may, and by key only what no session comes of",
  async (role) => {
    const self = givers[role]!;
    const may = Object.keys(GRANTS).filter(IN_SESSION[role]!);
    expect(await granted(self, self)).toEqual(may);
    for (const scope of SCOPES) {
      const visitor = await buildKey(app, self, [scope]);
      expect(await granted(visitor, self), scope).toEqual(may.filter((grant) => BY_KEY[scope].test(grant)));
    }
    const full = await buildKey(app, self, [...SCOPES]);
    expect(await granted(full, self), "all scopes").toEqual(may.filter((grant) => BY_FULL_KEY.test(grant)));
  },
);
