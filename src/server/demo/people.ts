/** Who works in the demo. `care` 0…1 decides how often an answer is good, `pace` how many a day. */
export interface DemoPerson {
  name: string;
  email: string;
  role: "manager" | "trainer" | "reviewer";
  care: number;
  pace: number;
  /** Gets a sign-in link printed at the start. */
  door?: string;
}

export const LEAD: DemoPerson = {
  name: "Lena Hartmann",
  email: "lena@demo.invalid",
  role: "manager",
  care: 1,
  pace: 0,
  door: "data lead",
};

export const PEOPLE: DemoPerson[] = [
  { name: "Tomás Rivera", email: "tomas@demo.invalid", role: "trainer", care: 0.9, pace: 6, door: "trainer" },
  { name: "Amira Haddad", email: "amira@demo.invalid", role: "trainer", care: 0.8, pace: 4, door: "trainer" },
  { name: "Jonas Weber", email: "jonas@demo.invalid", role: "trainer", care: 0.65, pace: 4 },
  { name: "Mei Tanaka", email: "mei@demo.invalid", role: "trainer", care: 0.95, pace: 2 },
  { name: "Olu Adeyemi", email: "olu@demo.invalid", role: "trainer", care: 0.55, pace: 3 },
  { name: "Sara Lindqvist", email: "sara@demo.invalid", role: "trainer", care: 0.35, pace: 3 },
  { name: "Rosa Conti", email: "rosa@demo.invalid", role: "reviewer", care: 1, pace: 0, door: "reviewer" },
];
