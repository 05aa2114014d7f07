import { readFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import type { Estimate } from "#contract/entities.ts";
import { type LeadProject, type Project, ProjectState } from "#contract/projects.ts";
import type { ProjectProgress, ProjectReport } from "#contract/reports.ts";
import type { Client } from "#sdk/index.ts";
import { withSession } from "../command.ts";
import { CommandError, EXIT } from "../errors.ts";
import { findProject } from "../find.ts";
import { formatTable, oneLine } from "../table.ts";
import type { Terminal } from "../terminal.ts";

interface CreateOptions {
  description?: string;
  template?: string;
  answersPerItem?: string;
  review: boolean;
  leaseMinutes?: string;
  queueBy?: string;
  instructions?: string;
  guide?: string;
  openWithoutGuide?: boolean;
  publish?: boolean;
}

export function addProjects(program: Command, terminal: Terminal): void {
  const group = program.command("projects").description("see and create projects");

  group
    .command("list", { isDefault: true })
    .description("projects with their progress")
    .option("--archived", "the archived ones instead")
    .action(
      withSession(terminal, async ({ client, print }, options: { archived?: boolean }) => {
        const { rows } = await client.projects.list({
          query: { archived: String(options.archived === true) },
        });
        const cells = rows.map(({ name, state, progress, id }) => [
          name,
          state,
          progress.done,
          progress.total,
          id,
        ]);
        print(rows, formatTable(["name", "state", "done", "items", "id"], cells));
      }),
    );

  group
    .command("create <name>")
    .description("create a project from a template")
    .option("--description <text>")
    .option("--template <name>", "form to start from: demonstration, preference, ranking, rating …")
    .option("--answers-per-item <n>")
    .option("--no-review", "answers are done as soon as they are submitted")
    .option("--lease-minutes <n>")
    .option("--queue-by <attributes>", "item attributes that divide the work, with commas")
    .option("--instructions <file>", "a Markdown file with the instructions")
    .option("--guide <how>", "template, or the id of a guide to follow")
    .option("--open-without-guide", "hand out work before a guide is published")
    .option("--publish", "publish the template's form at once, so that work can begin")
    .action(
      withSession(terminal, async ({ client, print }, name: string, options: CreateOptions) => {
        const created = await client.projects.create({
          body: {
            name,
            settings: settingsOf(options),
            ...(options.description && { description: options.description }),
            ...(options.template && { template: options.template }),
            ...(options.guide && { guide: guideOf(options.guide) }),
            ...(options.instructions && { instructions: await readFile(options.instructions, "utf8") }),
          },
        });
        const params = { project: created.id };
        if (options.publish) {
          const { rev } = await client.forms.draft({ params });
          await client.forms.publish({ params, body: { rev } });
        }
        const project = options.publish ? await client.projects.get({ params }) : created;
        print(project, `Created ${oneLine(project.name)}: ${project.id}`);
      }),
    );

  group
    .command("show <project>")
    .description("one project, by name or id")
    .action(
      withSession(terminal, async ({ client, print }, said: string) => {
        const project = await findProject(client, said);
        print(project, describe(project, await progressOf(client, project)));
      }),
    );

  group
    .command("report <project>")
    .description("progress by day and by person, and the pace")
    .option("--time-zone <name>", "days begin at this zone's midnight", "UTC")
    .action(
      withSession(terminal, async ({ client, print }, said: string, options: { timeZone: string }) => {
        const project = await findProject(client, said);
        const report = await client.reports.project({
          params: { project: project.id },
          query: { timeZone: options.timeZone },
        });
        print(report, describeReport(project, report, await progressOf(client, project)));
      }),
    );

  group
    .command("state <project>")
    .description("pause, close, reopen or archive a project")
    .addOption(
      new Option("--to <state>", "the new state").choices(ProjectState.options).makeOptionMandatory(),
    )
    .action(
      withSession(terminal, async ({ client, print }, said: string, options: { to: ProjectState }) => {
        const { id } = await findProject(client, said);
        const project = await client.projects.setState({
          params: { project: id },
          body: { state: options.to },
        });
        print(project, `${oneLine(project.name)} is ${project.state}.`);
      }),
    );
}

function settingsOf(options: CreateOptions) {
  return {
    ...(options.review ? {} : { review: false }),
    ...(options.openWithoutGuide && { openWithoutGuide: true }),
    ...(options.answersPerItem && { answersPerItem: wholeNumber(options.answersPerItem) }),
    ...(options.leaseMinutes && { leaseMinutes: wholeNumber(options.leaseMinutes) }),
    ...(options.queueBy && { queueBy: options.queueBy.split(",").map((name) => name.trim()) }),
  };
}

/** How a project's guide starts, as the option says it. */
const guideOf = (how: string) =>
  how === "template" ? { from: "template" as const } : { from: "follow" as const, guide: how };

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new CommandError(`${text} is not a whole number.`, EXIT.usage);
  return Number(text);
}

/** A project in lines; `progress` where the person may see all of it. */
function describe(project: Project, progress: ProjectProgress | null): string {
  return [
    `${oneLine(project.name)} (${project.state})`,
    `  id            ${project.id}`,
    `  form          ${project.formVersion === null ? "not published" : `version ${project.formVersion}`}`,
    `  guide         ${project.guideVersion === null ? "none" : `version ${project.guideVersion}`}`,
    ...("settings" in project && progress
      ? describeWork(project, progress)
      : [`  items         ${project.progress.done} of ${project.progress.total} complete`]),
  ].join("\n");
}

function describeWork({ settings }: LeadProject, { answers, items }: ProjectProgress): string[] {
  return [
    `  setup         answers per item: ${settings.answersPerItem}, ${settings.review ? "reviewed" : "not reviewed"}`,
    `  answers       ${answers.given} of ${answers.needed} given: ${answers.accepted} accepted, ` +
      `${answers.acceptedWithoutReview} accepted without review, ${answers.submitted} in review; ${answers.returned} returned`,
    `  items         ${items.done} of ${items.total - items.withdrawn} complete: ${items.inProgress} in progress, ` +
      `${items.new} new; ${items.withdrawn} withdrawn`,
  ];
}

async function progressOf(client: Client, project: Project): Promise<ProjectProgress | null> {
  return "settings" in project ? client.reports.progress({ params: { project: project.id } }) : null;
}

function describeReport(project: Project, report: ProjectReport, progress: ProjectProgress | null): string {
  const { pace } = report;
  const days = report.days.map(({ day, submitted, accepted, returned }) => [
    day,
    submitted,
    accepted,
    returned,
  ]);
  const people = report.people.map((row) => [
    row.person.name,
    row.submitted,
    row.accepted,
    row.returned,
    row.reviewed,
    Math.round(row.activeMinutes),
    describeEstimate(row.acceptance, (share) => `${Math.round(share * 100)}%`),
  ]);
  return [
    describe(project, progress),
    `  pace          ${describeEstimate(pace, (value) => `${value.toFixed(1)}`, " a day")}` +
      (pace.daysLeft === null ? "" : `, about ${Math.ceil(pace.daysLeft)} days left`),
    "",
    formatTable(["day", "submitted", "accepted", "returned"], days),
    "",
    formatTable(["person", "submitted", "accepted", "returned", "reviewed", "minutes", "acceptance"], people),
  ].join("\n");
}

function describeEstimate(estimate: Estimate, format: (value: number) => string, unit = ""): string {
  const { value, low, high } = estimate;
  if (value === null) return "not enough data";
  return low === null || high === null
    ? `${format(value)}${unit}`
    : `${format(value)}${unit} (${format(low)} to ${format(high)})`;
}
