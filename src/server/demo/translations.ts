import { contract } from "#contract/index.ts";
import type { DemoVisitor } from "./demo-visitor.ts";
import { ANNOUNCED, REWORDED } from "./guide-rules.ts";

/** Some of the guide's first version in German and Arabic; two of the rules are reworded later. */
const TRANSLATIONS = [
  {
    language: "de",
    of: "Use everyday words",
    title: "Alltägliche Wörter verwenden",
    text: "Nimm das kürzeste geläufige Wort, das genau passt. Erkläre einen Fachbegriff einmal, wo er zuerst vorkommt.",
    why: "Die Hälfte derer, die fragen, liest in ihrer zweiten Sprache.",
  },
  {
    language: "de",
    of: REWORDED.title,
    title: "Sagen, was unsicher ist",
    text: "Nenne den Teil einer Antwort, der falsch sein könnte.",
  },
  {
    language: "de",
    of: ANNOUNCED.title,
    title: "Die Person ansprechen",
    text: "Schreibe „du“ für die Person, die fragt. Vermeide „man“ und „der Nutzer“.",
  },
  {
    language: "ar",
    of: "Use everyday words",
    title: "استخدم كلمات مألوفة",
    text: "اختر أقصر كلمة شائعة تؤدي المعنى بدقة. اشرح المصطلح التقني مرة واحدة عند أول ظهور له.",
    why: "نصف من يسألون يقرؤون بلغتهم الثانية.",
  },
  {
    language: "ar",
    of: "Write in the active voice",
    title: "اكتب بصيغة المبني للمعلوم",
    text: "اذكر من يفعل ماذا. لا تستخدم المبني للمجهول إلا حيث لا يهم الفاعل.",
  },
] as const;

/** Translates rules of the demo's guide. */
export async function translateGuide(lead: DemoVisitor, guide: string): Promise<void> {
  const { entries } = await lead.ask(contract.guideDrafts.get, { params: { guide } });
  for (const { language, of, ...translation } of TRANSLATIONS) {
    const { id: entry, revision: base } = entries.find(({ content }) => content.title === of)!;
    const params = { guide, entry };
    await lead.ask(contract.guideTranslations.save, { params, body: { language, base, translation } });
  }
}
