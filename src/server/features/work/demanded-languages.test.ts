import { afterAll, beforeAll, expect, test } from "vitest";
import { contract } from "#contract/index.ts";
import { addItems } from "../../testing/add-items.ts";
import { must } from "../../testing/call.ts";
import { buildOrganization, buildPerson, buildProject, join, type TestPerson } from "../../testing/make.ts";
import { type TestApp, testApp } from "../../testing/test-app.ts";

const { people, projects, work } = contract;
let app: TestApp;
let owner: TestPerson;
beforeAll(async () => {
  app = await testApp();
  ({ owner } = await buildOrganization(app));
});
afterAll(() => app.stop());

test("work that lies there already goes only to those who speak its language, from the moment a project asks for it", async () => {
  const project = await buildProject(owner);
  const trainer = await buildPerson(app, owner.org);
  await join(owner, project, trainer, "trainer");
  await addItems(app, owner, project, 2); // in English
  const claim = async () => {
    const { assignment, reason } = await must(trainer, work.claim, { params: { project }, body: {} });
    if (assignment)
      await must(trainer, work.submit, {
        params: { project, assignment: assignment.id },
        body: { body: { response: "An answer" } },
      });
    return assignment?.attributes.language ?? reason;
  };
  const speak = (...tags: string[]) =>
    must(owner, people.update, {
      params: { person: trainer.id },
      body: { languages: tags.map((tag) => ({ tag })) },
    });
  const demand = (demandLanguage: string | null) =>
    must(owner, projects.update, { params: { project }, body: { settings: { demandLanguage } } });
  await demand("language");
  expect(await claim()).toBe("none-left");
  await speak("de");
  expect(await claim()).toBe("none-left");
  await speak("de", "en-gb");
  expect(await claim()).toBe("en");
  await speak();
  expect(await claim()).toBe("none-left");
  await demand(null);
  expect(await claim()).toBe("en");
});
