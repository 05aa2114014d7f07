import type { Target } from "#contract/imports.ts";

/** What people call a column, by what it becomes: English, German, Spanish, French; earlier words count for more. */
const WORDS: [target: Target, words: string][] = [
  [
    "chosen",
    "chosen preferred accepted better winning chosen_response preferred_output preferred_completion gewahlt gewaehlt bevorzugt besser bessere elegida elegido preferida preferido mejor choisi prefere",
  ],
  [
    "rejected",
    "rejected dispreferred worse losing rejected_response non_preferred_output non_preferred_completion nonpreferred_output abgelehnt verworfen schlechter schlechtere rechazada rechazado peor rejete",
  ],
  [
    "system",
    "system system_prompt system_message systemprompt custom_system_prompt sistema systemnachricht systemanweisung mensaje_del_sistema",
  ],
  [
    "messages",
    "messages conversations conversation dialogue dialog dialogo chat transcript chosen_messages gesprach gesprache nachrichten unterhaltung konversation conversacion mensajes",
  ],
  [
    "prompt",
    "prompt instruction instructions question query user_prompt user_query user_message user_input turns frage anweisung aufforderung aufgabe anfrage eingabeaufforderung nutzerfrage pregunta instruccion consulta indicacion consigna peticion solicitud requete invite",
  ],
  [
    "responses",
    "responses completions answers outputs candidates generations replies antworten ausgaben kandidaten respuestas salidas candidatos reponses",
  ],
  [
    "response",
    "response completion answer output reply generation candidate result target ideal gold_answer assistant_response model_output model_response antwort ausgabe musterantwort erwiderung losung respuesta salida contestacion solucion reponse sortie",
  ],
  [
    "context",
    "context passage document article source_text background reference_text kontext dokument artikel hintergrund quelltext contexto documento pasaje articulo contexte",
  ],
  ["input", "input inputs eingabe entrada additional_input entree"],
  [
    "external-id",
    "external_id id uid uuid guid question_id prompt_id example_id item_id row_id record_id sample_id instance_id task_id conversation_id dialog_id message_id idx kennung identificador identifikator lfd_nr identifiant",
  ],
  ["family", "family family_id group_id cluster_id familie familia"],
  ["split", "split partition aufteilung particion"],
  ["source", "source dataset data_source origin quelle herkunft datensatz fuente origen"],
  ["licence", "license licence lizenz licencia"],
  ["model", "model model_name model_id generator llm modell modellname modelo modele"],
  ["tools", "tools functions werkzeuge funktionen herramientas funciones"],
  [
    "label",
    "label labels kto_tag winner preference preferred_side overall_preference score rating vote verdict judgement judgment etikett bewertung urteil gewinner wertung etiqueta puntuacion valoracion calificacion ganador",
  ],
  ["attribute:language", "language lang locale sprache idioma lengua langue"],
  ["attribute:category", "category kategorie categoria rubrik categorie"],
  ["attribute:domain", "domain domane fachgebiet dominio domaine"],
  ["attribute:skill", "skill prompt_skill fertigkeit habilidad"],
  ["attribute:topic", "topic thema tema"],
  ["attribute:task", "task task_type aufgabentyp tipo_de_tarea"],
  ["attribute:difficulty", "difficulty schwierigkeit dificultad"],
];
/** Words that are the prompt where nothing better is there. */
const WEAK_PROMPTS =
  "text sentence content body request utterance goal satz inhalt texto oracion frase contenido entrada input eingabe document article".split(
    " ",
  );

const TARGETS = new Map<string, { target: Target; rank: number }>();
for (const [target, words] of WORDS)
  words.split(" ").forEach((word, rank) => {
    if (!TARGETS.has(word)) TARGETS.set(word, { target, rank });
  });

const SIDES = new Set(
  (
    "a b c d e f 0 1 2 3 4 5 6 7 8 9 left right first second third links rechts erste zweite dritte " +
    "izquierda derecha primera segunda tercera primero segundo"
  ).split(" "),
);
const OF = new Set("of by for from to des der vom von zu zur fur del de la el las los al para du".split(" "));

/** Whose ids are not the record's own. */
const NOT_THE_ROW = new Set(
  "user annotator worker labeler rater author person parent model session template batch".split(" "),
);

/** What a column's name says: its target, how plainly, and which of several sides (`a`, `1`) it names. */
export interface NameReading {
  target: Target;
  /** Lower is plainer. */
  rank: number;
  side: string | null;
}

/** Reads a column's name, whatever its case, accents and separators; null where it says nothing known. */
export function readName(column: string): NameReading | null {
  const name = plainName(column);
  const exact = TARGETS.get(name);
  if (exact) return { ...exact, side: null };
  const words = name.split("_");
  const side = words.length > 1 ? words.filter((word) => SIDES.has(word)) : [];
  if (side.length === 1) {
    const rest = readName(words.filter((word) => word !== side[0]).join(" "));
    if (rest && (rest.target === "response" || rest.target === "model")) return { ...rest, side: side[0]! };
    if (rest?.target === "messages") return { target: "response", rank: rest.rank, side: side[0]! };
  }
  const verdict = chosenOrRejected(words);
  if (verdict) return verdict;
  if (words.length === 2 && words[1] === "id" && !NOT_THE_ROW.has(words[0]!))
    return { target: "external-id", rank: 200, side: null };
  // "user question" is a question, and so is "pregunta del usuario"; a "question type" is not.
  const head = OF.has(words[1] ?? "") ? words[0]! : words.at(-1)!;
  const found = words.length > 1 && words.length <= 5 ? TARGETS.get(head) : undefined;
  if (!found || ["external-id", "input", "source", "label"].includes(found.target)) return null;
  return { target: found.target, rank: found.rank + 100, side: null };
}

/** "bevorzugte Antwort", "respuesta elegida": a word of choice beside words for a response and nothing else. */
function chosenOrRejected(words: string[]): NameReading | null {
  const readings = words.map((word) => TARGETS.get(word) ?? TARGETS.get(word.replace(/(e|er|en|es)$/, "")));
  const choice = readings.find((found) => found?.target === "chosen" || found?.target === "rejected");
  const others = readings.filter((found) => found !== choice);
  const kin = ["response", "responses", "messages", "model"];
  if (!choice || !others.every((found) => found && kin.includes(found.target))) return null;
  return { target: choice.target, rank: choice.rank + 50, side: null };
}

/** How well a column's name would do for the prompt if no column is named so; null: not at all. */
export function weakPromptRank(column: string): number | null {
  const at = WEAK_PROMPTS.indexOf(plainName(column));
  return at === -1 ? null : at;
}

/** A name in lower case, without accents, its words joined by `_`. */
export function plainName(column: string): string {
  return column
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .replace(/([A-Za-z])(\d)/g, "$1_$2")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_|_$/g, "");
}
