import { SpokenLanguage } from "#content/index.ts";

/** Who works in the demo. `care` 0…1 decides how often an answer is good, `pace` how many a day. */
export interface DemoPerson {
  name: string;
  email: string;
  role: "manager" | "trainer" | "reviewer";
  care: number;
  pace: number;
  languages: SpokenLanguage[];
  /** Gets a sign-in link printed at the start. */
  door?: string;
}

/** The languages of a list such as "es native, en fluent". */
const speaks = (list: string): SpokenLanguage[] =>
  list.split(", ").map((spoken) => {
    const [tag, level] = spoken.split(" ");
    return SpokenLanguage.parse({ tag, level });
  });

export const LEAD: DemoPerson = {
  name: "Lena Hartmann",
  languages: speaks("de native, en fluent, es good, fr good, ar good, hi good, ja good"),
  email: "lena@demo.invalid",
  role: "manager",
  care: 1,
  pace: 0,
  door: "data lead",
};

/** Between them they speak what the prompts are in, and what nobody finished is what the trainers with a door can read. */
export const PEOPLE: DemoPerson[] = [
  {
    name: "Tomás Rivera",
    email: "tomas@demo.invalid",
    role: "trainer",
    care: 0.9,
    pace: 6,
    door: "trainer",
    languages: speaks("es native, en fluent, fr good, de good, ar good"),
  },
  {
    name: "Amira Haddad",
    email: "amira@demo.invalid",
    role: "trainer",
    care: 0.8,
    pace: 4,
    door: "trainer",
    languages: speaks("ar native, en fluent, fr fluent, hi good, es good, de good"),
  },
  {
    name: "Jonas Weber",
    email: "jonas@demo.invalid",
    role: "trainer",
    care: 0.65,
    pace: 4,
    languages: speaks("de native, ja good"),
  },
  {
    name: "Mei Tanaka",
    email: "mei@demo.invalid",
    role: "trainer",
    care: 0.95,
    pace: 2,
    languages: speaks("ja native, de good"),
  },
  {
    name: "Olu Adeyemi",
    email: "olu@demo.invalid",
    role: "trainer",
    care: 0.55,
    pace: 3,
    languages: speaks("en native, ja good"),
  },
  {
    name: "Sara Lindqvist",
    email: "sara@demo.invalid",
    role: "trainer",
    care: 0.35,
    pace: 3,
    languages: speaks("sv native, de fluent, ja good"),
  },
  {
    name: "Rosa Conti",
    email: "rosa@demo.invalid",
    role: "reviewer",
    care: 1,
    pace: 0,
    door: "reviewer",
    languages: speaks("it native, en fluent, de fluent, es fluent, fr fluent, ar good, hi good, ja good"),
  },
];
