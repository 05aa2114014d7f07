import type { DemoPrompt } from "./prompt.ts";

/** Put something into one of named classes, mostly with a reason. */
export const classification: DemoPrompt[] = [
  {
    id: "cla-triage",
    skill: "classification",
    language: "en",
    domain: "medicine",
    prompt:
      "Sort each message to a pharmacy into one of `order`, `side effect`, `opening hours` or `emergency`. Answer with one line per message: number, colon, class.",
    context:
      "1. Do you still have the large box of plasters? Then please put one aside for me.\n2. Since yesterday I have an itchy rash on both arms. I started the new antibiotic on Sunday.\n3. My father swallowed a whole strip of his heart tablets half an hour ago and is hard to wake.\n4. Are you open on Whit Monday?\n5. I would like the same eye drops as last time, and by the way, until when can I pick them up tonight?",
    responses: [
      {
        text: "1: order\n2: side effect\n3: emergency\n4: opening hours\n5: order",
        model: "aster-7b",
        quality: 5,
      },
      {
        text: "1: order\n2: emergency\n3: side effect\n4: opening hours\n5: order and opening hours",
        model: "cedar-mini",
        quality: 1,
      },
    ],
    remark: "One line for each of the five messages; the fifth is an order first of all.",
    written: {
      careful: "1: order\n2: side effect\n3: emergency\n4: opening hours\n5: order",
      middling: "1 order, 2 side effect, 3 emergency, 4 opening hours, 5 opening hours",
      hasty: "Order, side effect, emergency, hours",
    },
  },
  {
    id: "cla-bug-or-feature",
    skill: "classification",
    language: "en",
    domain: "coding",
    prompt:
      "Is this report a `bug`, a `feature request` or a `question`? Give the class on the first line and one sentence of reason on the second.",
    context:
      "Title: Preview eats my tags\n\nWhen I type `<script>alert(1)</script>` or **`<b>bold</b>`** in a comment, the preview shows nothing at all for the first and plain “bold” for the second. The help page says: “Tags are shown as text.” After saving, the comment looks right: both tags are visible. Version 4.2, two browsers, same result. If this is how it should be, please change the help page.",
    responses: [
      {
        text: "feature request\nThe user would like to be able to use HTML tags in comments.",
        model: "cedar-mini",
        quality: 1,
      },
      {
        text: "bug\nThe preview drops `<script>` and `<b>` although the help page promises that tags are shown as text, and although the saved comment does so.",
        model: "aster-7b",
        quality: 5,
      },
    ],
    remark: "Give the reason from the report: the help page and the saved comment say otherwise.",
    written: {
      careful:
        "bug\nThe preview behaves differently from the documented behaviour and from the saved comment, which shows `<b>` and `<script>` as text.",
      middling: "bug\nBecause the tags are not shown.",
      hasty: "It is a bug I think, or the help page is wrong.",
    },
  },
  {
    id: "cla-ledger",
    skill: "classification",
    language: "en",
    domain: "finance",
    prompt:
      "Assign each booking of a small bakery to `materials`, `wages`, `rent and energy` or `other costs`. Show the result as a table with the total of each class.",
    context:
      "3 June: 25 sacks of flour, 410 euros. 4 June: electricity, May, 690 euros. 5 June: butter and eggs, 265 euros. 6 June: repair of the van, 380 euros. 10 June: weekend help, two people, 520 euros. 15 June: rent of the shop, 1,450 euros. 18 June: paper bags with our name, 95 euros. 28 June: salaries of the two bakers, 5,600 euros.",
    responses: [
      {
        text: "| Class | Bookings | Total (EUR) |\n|---|---|---:|\n| materials | flour 410, butter and eggs 265, paper bags 95 | 770 |\n| wages | weekend help 520, bakers 5,600 | 6,120 |\n| rent and energy | electricity 690, rent 1,450 | 2,140 |\n| other costs | van 380 | 380 |\n\nPaper bags go out with the goods, so I counted them as materials.",
        model: "cedar-mini",
        quality: 5,
      },
      {
        text: "| Class | Total |\n|---|---|\n| materials | 675 |\n| wages | 5,600 |\n| rent and energy | 2,140 |\n| other costs | 900 |",
        model: "borealis-2",
        quality: 3,
      },
    ],
    remark: "Four classes in a table were asked for.",
    written: {
      careful:
        "| Class | What | Total (euros) |\n|---|---|---:|\n| materials | flour, butter and eggs | 675 |\n| wages | weekend help, bakers | 6,120 |\n| rent and energy | electricity, rent | 2,140 |\n| other costs | van, paper bags | 475 |",
      middling:
        "Materials: flour, butter, eggs, bags (770). Wages: 6,120. Rent and energy: 2,140. Other: van (380).",
      hasty: "| Class | Total |\n|---|---|\n| materials | 770 |\n| wages | 6120 |",
    },
  },
  {
    id: "cla-sources",
    skill: "classification",
    language: "en",
    domain: "history",
    prompt:
      "For a study of daily life in a mining town in 1905, classify each item as a primary or a secondary source and say in a few words why.",
    context:
      "(a) The wage book of the mine for 1905. (b) A schoolbook chapter on coal mining, printed in 1988. (c) A letter by a miner's wife to her sister, dated November 1905. (d) A historian's article of 2011 that analyses the wage book. (e) Memories of a man born in the town in 1896, recorded on tape in 1971. (f) A photograph of the main street, taken for a postcard in 1904.",
    responses: [
      {
        text: "**Primary:** (a) made at the time by those who paid; (c) an eyewitness, at the time; (e) an eyewitness too, though 66 years later, so memory must be reckoned with; (f) a picture from the time, even if posed for sale.\n\n**Secondary:** (b) a later account for teaching; (d) an analysis of a primary source.",
        model: "cedar-mini",
        quality: 5,
      },
      {
        text: "Primary: a, c, d, f. Secondary: b, e. Primary sources are old and secondary sources are new.",
        model: "aster-7b",
        quality: 2,
      },
    ],
    remark: "The reasons are missing.",
    written: {
      careful:
        "- (a) primary: a record made in 1905\n- (b) secondary: written from other works, long after\n- (c) primary: she lived there and wrote at the time\n- (d) secondary: it interprets (a)\n- (e) primary: he saw it himself, but tells it 66 years later\n- (f) primary: made at the time",
      middling: "Primary: a, c, e, f. Secondary: b, d.",
      hasty: "a primary, b secondary, c primary, d secondary, rest primary",
    },
  },
  {
    id: "cla-reviews-tone",
    skill: "classification",
    language: "en",
    domain: "travel",
    prompt:
      "Label each guest comment `positive`, `negative` or `mixed`. Mind the irony. One line each, with the words that decided it.",
    context:
      "A: “Lovely owner, quiet street, and the breakfast would have fed a football team.”\nB: “Great if you enjoy hearing your neighbour's alarm clock through the wall. At six. Every day.”\nC: “The room was tiny, but for one night and at that price I would come again.”\nD: “I have nothing to complain about, which at my age is the highest praise.”",
    responses: [
      {
        text: "- A: positive (“Lovely owner, quiet street”)\n- B: positive (“Great”)\n- C: negative (“tiny”)\n- D: negative (“complain”)",
        model: "borealis-2",
        quality: 1,
      },
      {
        text: "- **A: positive** (“Lovely owner … fed a football team”)\n- **B: negative** (the “Great if you enjoy” is ironic: the walls are thin)\n- **C: mixed** (“tiny, but … I would come again”)\n- **D: positive** (“the highest praise”)",
        model: "aster-7b",
        quality: 5,
      },
    ],
    remark: "The deciding words are missing.",
    written: {
      careful:
        "A: positive – “Lovely owner, quiet street”\nB: negative – “hearing your neighbour's alarm clock”, the “Great” is irony\nC: mixed – “tiny” against “would come again”\nD: positive – “the highest praise”",
      middling: "A: positive\nB: negative\nC: mixed\nD: positive",
      hasty: "A positive, B negative, C positive, D mixed",
    },
  },
  {
    id: "cla-muell",
    skill: "classification",
    language: "de",
    domain: "everyday life",
    prompt:
      "In welche Tonne gehören die Dinge aus der Liste nach den Regeln im Text? Antworte als Liste „Ding: Tonne“ und schreibe „unklar“, wo der Text nichts hergibt.",
    context:
      "Regeln der Gemeinde Oberau: Blaue Tonne für Papier und Pappe, sauber und ohne Folie. Gelbe Tonne für Verpackungen aus Kunststoff, Metall und Verbundstoffen. Braune Tonne für Küchen- und Gartenabfälle, auch gekochte Reste. Graue Tonne für alles andere, was hineinpasst. Glas, Batterien und Elektrogeräte nehmen die Sammelstellen an.\n\nListe: Joghurtbecher, fettiger Pizzakarton, Kaffeesatz, leere Batterie, Getränkekarton, zerbrochene Porzellantasse, Medikamente.",
    responses: [
      {
        text: "- Joghurtbecher: gelbe Tonne\n- fettiger Pizzakarton: graue Tonne (blau nur, wenn sauber)\n- Kaffeesatz: braune Tonne\n- leere Batterie: Sammelstelle\n- Getränkekarton: gelbe Tonne (Verbundstoff)\n- Porzellantasse: graue Tonne\n- Medikamente: unklar; nach dem Wortlaut „alles andere“ grau, doch der Text nennt sie nicht",
        model: "borealis-2",
        quality: 5,
      },
      {
        text: "Joghurtbecher und Getränkekarton kommen in die gelbe Tonne, der Pizzakarton in die blaue, Kaffeesatz in die braune. Die Batterie und die Tasse kommen in die graue Tonne.",
        model: "cedar-mini",
        quality: 2,
      },
    ],
    remark: "Medicines are not in the rules: the answer there is “unklar”.",
    written: {
      careful:
        "- Joghurtbecher: gelb\n- fettiger Pizzakarton: grau, weil er nicht sauber ist\n- Kaffeesatz: braun\n- leere Batterie: Sammelstelle\n- Getränkekarton: gelb\n- zerbrochene Porzellantasse: grau\n- Medikamente: unklar",
      middling:
        "- Joghurtbecher: gelb\n- Pizzakarton: blau\n- Kaffeesatz: braun\n- Batterie: Sammelstelle\n- Getränkekarton: gelb\n- Tasse: grau\n- Medikamente: grau",
      hasty: "Gelb: Joghurtbecher, Getränkekarton. Braun: Kaffeesatz. Rest grau.",
    },
  },
  {
    id: "cla-clausulas",
    skill: "classification",
    language: "es",
    domain: "law",
    prompt:
      "Clasifica cada cláusula como `pago`, `plazo`, `responsabilidad` o `confidencialidad`. Devuelve una tabla con número y clase.",
    context:
      "1. El cliente abonará las facturas en los treinta días siguientes a su recepción.\n2. Ninguna de las partes revelará a terceros los datos que conozca por razón de este contrato.\n3. El contratista entregará la obra terminada antes del 30 de noviembre.\n4. El contratista responderá de los daños que cause su personal durante los trabajos.\n5. Por cada semana de retraso en la entrega se descontará un dos por ciento del precio.",
    responses: [
      {
        text: "| Cláusula | Clase |\n|---:|---|\n| 1 | pago |\n| 2 | confidencialidad |\n| 3 | plazo |\n| 4 | responsabilidad |\n| 5 | plazo |\n\nLa 5 fija un descuento en el precio, pero regula las consecuencias de no cumplir el plazo.",
        model: "aster-7b",
        quality: 4,
      },
      {
        text: "Las cláusulas 1 y 5 tratan del dinero, la 2 de la privacidad, la 3 de la fecha y la 4 de los trabajadores.",
        model: "cedar-mini",
        quality: 2,
      },
    ],
    remark: "A table was asked for, with all five clauses.",
    written: {
      careful:
        "| Número | Clase |\n|---|---|\n| 1 | pago |\n| 2 | confidencialidad |\n| 3 | plazo |\n| 4 | responsabilidad |\n| 5 | plazo |",
      middling: "1. pago\n2. confidencialidad\n3. plazo\n4. responsabilidad\n5. pago",
      hasty: "1 pago, 2 confidencialidad, 3 pago",
    },
  },
  {
    id: "cla-fact-or-opinion",
    skill: "classification",
    language: "ar",
    domain: "education",
    prompt: "صنّف كل جملة: هل هي «حقيقة» أم «رأي»؟ اكتب رقم الجملة وتصنيفها وسببًا من بضع كلمات.",
    context:
      "1. يغلي الماء عند مستوى سطح البحر في درجة حرارة مئة مئوية تقريبًا.\n2. كرة القدم أجمل الألعاب الجماعية.\n3. يقع جبل كليمنجارو في تنزانيا.\n4. ينبغي أن يبدأ اليوم الدراسي بعد التاسعة صباحًا.\n5. قال نصف المشاركين في الاستبيان إنهم يفضّلون القراءة مساءً.",
    responses: [
      {
        text: "1. حقيقة\n2. حقيقة، لأن الجميع يحب كرة القدم\n3. حقيقة\n4. حقيقة، لأن النوم مهم\n5. رأي",
        model: "cedar-mini",
        quality: 1,
      },
      {
        text: "1. **حقيقة**: يمكن قياسها.\n2. **رأي**: «أجمل» حكم ذوق.\n3. **حقيقة**: يمكن التحقق منها على الخريطة.\n4. **رأي**: «ينبغي» تعبّر عن موقف.\n5. **حقيقة**: الجملة تنقل نتيجة استبيان يمكن مراجعتها، وإن كان مضمونها آراء الناس.",
        model: "aster-7b",
        quality: 4,
      },
    ],
    remark: "Sentence 5 reports a count, which can be checked.",
    written: {
      careful:
        "1. حقيقة: تُقاس بالتجربة.\n2. رأي: يختلف الناس في الجمال.\n3. حقيقة: معلومة جغرافية ثابتة.\n4. رأي: اقتراح يقبل النقاش.\n5. حقيقة: عدد من أجابوا بذلك يمكن التحقق منه.",
      middling: "1. حقيقة\n2. رأي\n3. حقيقة\n4. رأي\n5. رأي لأنه عن التفضيل",
      hasty: "الأولى والثالثة حقيقة والباقي رأي",
    },
  },
  {
    id: "cla-cooking-methods",
    skill: "classification",
    language: "ja",
    domain: "cooking",
    prompt: "次の料理を「煮る」「焼く」「揚げる」「生」のいずれかに分類し、番号順に一行ずつ答えてください。",
    context:
      "1. 鶏肉に衣をつけ、百七十度の油で五分ほど火を通す。\n2. 大根をだしに入れ、弱火で四十分おく。\n3. 鯛を薄く切り、わさびとしょうゆを添える。\n4. 卵をよく混ぜ、熱くした四角いフライパンに少しずつ流して巻く。\n5. かぼちゃを砂糖としょうゆの汁に入れ、落としぶたをして火にかける。",
    responses: [
      {
        text: "1. 揚げる\n2. 煮る\n3. 生\n4. 焼く\n5. 煮る",
        model: "borealis-2",
        quality: 5,
      },
      {
        text: "鶏肉は焼く、大根は煮る、鯛は生、卵は揚げる、かぼちゃは煮るです。どれもおいしそうですね。",
        model: "aster-7b",
        quality: 2,
      },
    ],
    remark: "Number and class alone, please, one line for each of the five.",
    written: {
      careful: "1. 揚げる\n2. 煮る\n3. 生\n4. 焼く\n5. 煮る",
      middling:
        "1. 揚げる（唐揚げ）\n2. 煮る\n3. 生（刺身）\n4. 焼く（卵焼き）\n5. 煮る（煮物なので、味は甘め）",
      hasty: "揚げる、煮る、生、焼く",
    },
  },
  {
    id: "cla-loads",
    skill: "classification",
    language: "en",
    domain: "engineering",
    prompt:
      "Classify each load on a balcony as permanent, variable or accidental: its own concrete slab; people at a party; a fixed planter of brick; snow; a lorry that hits the supporting column; a tiled floor; wind.",
    responses: [
      {
        text: "| Load | Class |\n|---|---|\n| own concrete slab | permanent |\n| people at a party | variable |\n| fixed brick planter | permanent |\n| snow | variable |\n| lorry hitting the column | accidental |\n| tiled floor | permanent |\n| wind | variable |",
        model: "borealis-2",
        quality: 5,
      },
      {
        text: "Permanent: slab, planter. Variable: people, tiled floor. Accidental: lorry, snow, wind, because these are caused by nature or by accident.",
        model: "cedar-mini",
        quality: 2,
      },
    ],
    remark: "Not every load of the list is there.",
    written: {
      careful:
        "- **Permanent:** concrete slab, fixed brick planter, tiled floor\n- **Variable:** people at a party, snow, wind\n- **Accidental:** lorry hitting the column",
      middling: "Permanent: slab, planter, tiles. Variable: people, wind. Accidental: lorry.",
      hasty: "slab permanent, people variable, planter variable, snow variable, lorry accidental",
    },
  },
];
