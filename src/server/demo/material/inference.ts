import type { DemoPrompt } from "./prompt.ts";

/** Conclude what follows from what is given, and say what does not. */
export const inference: DemoPrompt[] = [
  {
    id: "inf-night-ward",
    skill: "inference",
    language: "en",
    domain: "medicine",
    prompt:
      "Which of these statements follows from the ward's rule and notes: (a) Mr Abt was checked at 2:00, (b) Ms Cole was checked at 2:00, (c) Mr Diaz has no fever? Answer each with “follows”, “does not follow” or “contradicted”.",
    context:
      "Rule of the ward: every patient with a temperature of 38.5 °C or more at the evening round is checked again at 2:00. Other patients may be checked too if the nurse thinks it wise. Last night the rule was kept. Notes of the evening round: Mr Abt 39.1 °C; Ms Cole 37.4 °C; Mr Diaz was in theatre and was not measured. The log of the night names three patients who were checked at 2:00, but the page is torn and only the first name can be read: Abt.",
    responses: [
      {
        text: "- (a) **follows**: 39.1 °C is above 38.5 °C and the rule was kept; the log agrees.\n- (b) **does not follow**: the rule did not require it, but the nurse may have done it, and two names are missing.\n- (c) **does not follow**: he was not measured.",
        model: "aster-7b",
        quality: 5,
      },
      {
        text: "(a) follows. (b) contradicted, because her temperature was below 38.5 °C. (c) follows, because he was not checked.",
        model: "borealis-2",
        quality: 2,
      },
    ],
    remark: "Nothing excludes that the nurse checked more patients, and nobody measured Mr Diaz.",
    written: {
      careful:
        "(a) follows: 39.1 °C, so the rule demanded a check, and the rule was kept. (b) does not follow: nothing required the check and nothing excludes it. (c) does not follow: we have no measurement for Mr Diaz.",
      middling: "(a) follows, (b) contradicted, (c) does not follow",
      hasty: "a follows, b contradicted, c follows",
    },
  },
  {
    id: "inf-cache-output",
    skill: "inference",
    language: "en",
    domain: "coding",
    prompt:
      "What does this program print, and which line would you change so that both calls print the same list?",
    context:
      'def collect(item, seen=[]):\n    seen.append(item)\n    return seen\n\nprint(collect("<a>"))\nprint(collect("<a>"))',
    responses: [
      {
        text: "It prints\n\n```text\n['<a>']\n['<a>', '<a>']\n```\n\nThe default list is created **once**, when the function is defined, and both calls append to it. Change the first line and create the list inside:\n\n```python\ndef collect(item, seen=None):\n    seen = [] if seen is None else seen\n    seen.append(item)\n    return seen\n```\n\nNow both calls print `['<a>']`.",
        model: "aster-7b",
        quality: 5,
      },
      {
        text: "It prints an empty line twice, since `<a>` is an HTML link without text. Write `&lt;a&gt;` instead.",
        model: "cedar-mini",
        quality: 1,
      },
    ],
    remark: "The changed line is missing.",
    written: {
      careful:
        "It prints `['<a>']` and then `['<a>', '<a>']`, because the default `[]` is made once, at definition, and shared by all calls. I would change the signature to `seen=None` and begin the body with `if seen is None: seen = []`; then both lines read `['<a>']`.",
      middling: "['<a>'] and ['<a>', '<a>']. The default value must not be a list.",
      hasty: "['<a>'] twice, nothing to change",
    },
  },
  {
    id: "inf-train-alibi",
    skill: "inference",
    language: "en",
    domain: "law",
    prompt:
      "Can the statement of the witness be true in every part? Argue step by step and name the first part that fails.",
    context:
      "Statement: “I took the 18:10 from Alden, got off at Burrow, the second stop, walked straight to the club and opened it at 19:00 as always.” Facts: the 18:10 stops at Marsh (18:22), Burrow (18:41) and Colne (18:55). That evening it left Alden on time and was eleven minutes late from Marsh on. From Burrow station to the club is a walk of fifteen minutes for a healthy adult, and there is no other way to get there. Two members say that the club was open when they came at 19:00.",
    responses: [
      {
        text: "1. The 18:10 left on time, and Burrow is indeed its second stop (after Marsh).\n2. Being eleven minutes late, it reached Burrow at 18:41 + 11 = **18:52**.\n3. Fifteen minutes on foot makes 19:07 at the earliest at an ordinary pace.\n4. So “opened it at 19:00” fails, *if* the witness really took this train and walked. The members' report makes it likelier that somebody else opened the club, or that the witness came another way or earlier.",
        model: "cedar-mini",
        quality: 4,
      },
      {
        text: "Yes. The train arrives at Burrow at 18:41, the walk takes fifteen minutes, so the witness was there at 18:56 and had four minutes left.",
        model: "borealis-2",
        quality: 1,
      },
    ],
    remark: "Name the part of the statement that fails first.",
    written: {
      careful:
        "No. The train left Alden on time, but from Marsh on it was eleven minutes late, so it was in Burrow at 18:52 and not at 18:41. The walk takes fifteen minutes: 19:07. The first part that fails is therefore “opened it at 19:00”. At least one of train, walk and opening time must be wrong.",
      middling: "No, because the train was late. The witness could be at the club at 19:07 only.",
      hasty: "Yes, two members saw that the club was open at 19:00.",
    },
  },
  {
    id: "inf-three-gears",
    skill: "inference",
    language: "en",
    domain: "engineering",
    prompt:
      "Three gears are in a row: the first has 20 teeth, the second 50, the third 40. The first turns clockwise at 120 turns a minute. Which way and how fast does the third turn, and does the second matter?",
    responses: [
      {
        text: "The third gear turns **clockwise at 60 turns a minute**.\n\n- Meshing gears turn in opposite ways: first clockwise, second counterclockwise, third clockwise.\n- Teeth passed per minute are the same everywhere: 20 × 120 = 2,400, so the third makes 2,400 / 40 = 60 turns.\n\nThe second gear (48 turns a minute) drops out of the ratio; it only decides the direction and the distance.",
        model: "cedar-mini",
        quality: 5,
      },
      {
        text: "The third gear turns counterclockwise at 96 turns a minute, because 120 × 40 / 50 = 96. The second gear matters very much.",
        model: "aster-7b",
        quality: 1,
      },
    ],
    remark: "Count the reversals: which way does the third gear turn?",
    written: {
      careful:
        "Clockwise at 60 turns a minute. Each mesh reverses the direction, and two reversals cancel. 20 teeth × 120 turns = 2,400 teeth a minute, divided by 40 teeth gives 60. The 50 teeth of the second gear do not change the speed of the third; without it the third would turn the other way.",
      middling: "60 turns a minute, because 20 / 40 = 0.5. The second gear does not matter.",
      hasty: "It turns counterclockwise with 60 rpm.",
    },
  },
  {
    id: "inf-market-stalls",
    skill: "inference",
    language: "en",
    domain: "everyday life",
    prompt:
      "Who sells what, and in which stall? Give the solution as a table and say which clue you used last.",
    context:
      "Ada, Ben and Cleo have the stalls 1, 2 and 3 at the market, side by side from left to right. One sells cheese, one bread and one honey. The bread is sold directly to the right of the honey. Ben does not stand next to the fountain, which is left of stall 1. Cleo sells cheese. Ada's stall is further right than Ben's.",
    responses: [
      {
        text: "| Stall | Who | What |\n|---|---|---|\n| 1 | Ada | honey |\n| 2 | Ben | bread |\n| 3 | Cleo | cheese |\n\nI used the clue about the cheese last.",
        model: "borealis-2",
        quality: 1,
      },
      {
        text: "| Stall | Who | What |\n|---:|---|---|\n| 1 | Cleo | cheese |\n| 2 | Ben | honey |\n| 3 | Ada | bread |\n\nBen is not in stall 1 (fountain), and Ada is further right than Ben, so Ben has 2, Ada 3 and Cleo 1. Cleo sells cheese. Last clue used: the bread stands directly to the right of the honey, so Ben sells honey and Ada bread.",
        model: "aster-7b",
        quality: 5,
      },
    ],
    remark: "The last clue used is missing, and so is the table.",
    written: {
      careful:
        "| Stall | Person | Goods |\n|---|---|---|\n| 1 | Cleo | cheese |\n| 2 | Ben | honey |\n| 3 | Ada | bread |\n\nThe last clue I needed was that bread is directly to the right of honey.",
      middling: "Cleo: cheese, stall 1. Ben: honey, stall 2. Ada: bread, stall 3.",
      hasty: "Ben honey, Ada bread, Cleo cheese",
    },
  },
  {
    id: "inf-monatskarte",
    skill: "inference",
    language: "de",
    domain: "finance",
    prompt:
      "Welches der beiden Angebote ist für Frau Yilmaz günstiger? Rechne vor und nenne die Annahme, von der das Ergebnis abhängt.",
    context:
      "Frau Yilmaz fährt an etwa 16 Tagen im Monat mit dem Bus zur Arbeit und zurück. Angebot A: Monatskarte für 69 Euro, gültig für beliebig viele Fahrten. Angebot B: Streifenkarte, zehn Fahrten für 23 Euro, ein Jahr lang gültig. In den Schulferien, zusammen etwa zwei Monate im Jahr, arbeitet sie von zu Hause und fährt gar nicht. Die Monatskarte lässt sich für einzelne Monate kaufen.",
    responses: [
      {
        text: "Angebot B ist günstiger, weil die Streifenkarte nur 23 Euro kostet und ein ganzes Jahr gilt. Die Monatskarte kostet 69 Euro und ist damit dreimal so teuer.",
        model: "cedar-mini",
        quality: 1,
      },
      {
        text: "In einem Arbeitsmonat fährt sie 16 × 2 = 32-mal.\n\n- **A:** 69,00 € im Monat, in zehn Monaten 690 €\n- **B:** 32 × 2,30 € = 73,60 € im Monat, in zehn Monaten 736 €\n\nDie Monatskarte ist um **46 € im Jahr** günstiger. Das hängt an den 16 Tagen: Ab 30 Fahrten im Monat (15 Tagen) sind beide gleich teuer, darunter gewinnt die Streifenkarte.",
        model: "aster-7b",
        quality: 5,
      },
    ],
    remark: "The assumption on which the result depends is missing.",
    written: {
      careful:
        "16 Tage sind 32 Fahrten im Monat. Mit der Streifenkarte kostet eine Fahrt 2,30 Euro, der Monat also 73,60 Euro; die Monatskarte kostet 69 Euro. In den Ferien kauft sie keine. A ist um 4,60 Euro im Monat günstiger, solange sie wirklich an 16 Tagen fährt; bei weniger als 15 Tagen wäre B besser.",
      middling: "B kostet 32 × 2,30 = 73,60 Euro im Monat, A nur 69 Euro. Also ist A günstiger.",
      hasty: "A, weil man beliebig oft fahren kann.",
    },
  },
  {
    id: "inf-mapa-antiguo",
    skill: "inference",
    language: "es",
    domain: "history",
    prompt:
      "¿Entre qué años tuvo que dibujarse el mapa? Explica de qué dato sale cada límite y qué dato no sirve para fecharlo.",
    context:
      "En el archivo de la villa hay un mapa sin fecha. Muestra el puente de piedra, que se terminó en 1782, y también la ermita de San Roque, que un incendio destruyó en 1809 y no se volvió a levantar. La muralla, que sigue en pie, aparece completa. El papel lleva la marca de un molino que trabajó de 1760 a 1835. En el margen alguien escribió más tarde, con otra tinta: «copiado en 1840».",
    responses: [
      {
        text: "El mapa se dibujó en 1840, porque lo dice la nota del margen.",
        model: "cedar-mini",
        quality: 1,
      },
      {
        text: "**Entre 1782 y 1809**, si el autor dibujó lo que veía.\n\n- *No antes de 1782:* muestra el puente terminado.\n- *No después de 1809:* muestra la ermita que ardió ese año.\n\nLa marca del papel (1760–1835) es compatible, pero no estrecha el intervalo. No sirven la muralla, que sigue en pie, ni la nota: se añadió más tarde y habla de una copia.",
        model: "aster-7b",
        quality: 4,
      },
    ],
    remark: "Say which fact does not help to date the map.",
    written: {
      careful:
        "Entre 1782 y 1809. El límite inferior sale del puente, que se terminó en 1782; el superior, de la ermita, destruida en 1809. La muralla no ayuda porque todavía existe, y la nota de 1840 se escribió después y con otra tinta.",
      middling: "Entre 1782 y 1809, por el puente y la ermita.",
      hasty: "Entre 1760 y 1835, por el papel.",
    },
  },
  {
    id: "inf-to-the-airport",
    skill: "inference",
    language: "ar",
    domain: "travel",
    prompt: "هل تصل هدى إلى رحلتها في الوقت المناسب إذا سلكت أسرع طريق؟ اكتب خطوات الحساب.",
    context:
      "تقلع طائرة هدى في الساعة 14:30، ويُغلق تسجيل الركاب قبل الإقلاع بستين دقيقة. الساعة الآن 12:10، وهي في الفندق. تستغرق الحافلة إلى المطار خمسًا وثلاثين دقيقة، وتنطلق الحافلة القادمة في الساعة 12:40 من محطة تبعد عن الفندق عشر دقائق مشيًا. أما سيارة الأجرة فتحتاج إلى سبعين دقيقة بسبب الازدحام، ويمكن أن تنطلق فورًا.",
    responses: [
      {
        text: "آخر وقت للتسجيل: 14:30 − 60 دقيقة = **13:30**.\n\n- **الحافلة:** تصل هدى إلى المحطة في 12:20، وتنطلق الحافلة في 12:40، فتصل إلى المطار في **13:15**.\n- **سيارة الأجرة:** 12:10 + 70 دقيقة = **13:20**.\n\nنعم، تصل في الوقت المناسب. أسرع طريق هو الحافلة، ويبقى لها خمس عشرة دقيقة قبل إغلاق التسجيل.",
        model: "borealis-2",
        quality: 4,
      },
      {
        text: "نعم، لأن سيارة الأجرة أسرع دائمًا من الحافلة، وستصل قبل الإقلاع بساعتين.",
        model: "cedar-mini",
        quality: 1,
      },
    ],
    remark: "The taxi has to be calculated too.",
    written: {
      careful:
        "يُغلق التسجيل في 13:30. بالحافلة: تنطلق في 12:40 وتصل بعد خمس وثلاثين دقيقة، أي في 13:15. بسيارة الأجرة: تصل في 13:20. إذن الحافلة أسرع، وتصل هدى قبل الإغلاق بربع ساعة.",
      middling: "الحافلة تصل في 13:15 والتسجيل يُغلق في 13:30، إذن تصل في الوقت المناسب.",
      hasty: "نعم، لأن الطائرة تقلع في 14:30.",
    },
  },
  {
    id: "inf-library-helpers",
    skill: "inference",
    language: "ja",
    domain: "education",
    prompt: "次の文から、必ず正しいと言えるものをA～Cの中からすべて選び、理由を一文ずつ書いてください。",
    context:
      "ある学校の図書係は五人で、全員が一年生か二年生である。図書係のうち、少なくとも三人は自転車で通学している。自転車で通学している図書係は、全員が二年生である。\n\nA：図書係には二年生が三人以上いる。\nB：図書係には一年生がいる。\nC：徒歩で通学している図書係は一年生である。",
    responses: [
      {
        text: "必ず正しいのは **A** だけです。\n\n- A：自転車通学の図書係が三人以上いて、その全員が二年生だからです。\n- B：全員が二年生である場合も条件に合うので、必ずしも正しくありません。\n- C：徒歩の二年生がいてもよいので、必ずしも正しくありません。",
        model: "borealis-2",
        quality: 5,
      },
      {
        text: "AとCが正しいです。二年生は自転車で通学しているので、徒歩の人は一年生だからです。",
        model: "aster-7b",
        quality: 2,
      },
    ],
    remark: "One sentence of reason for each of A, B and C.",
    written: {
      careful:
        "正しいのはAだけです。Aは、自転車で通学する三人以上が全員二年生なので必ず成り立ちます。Bは、五人とも二年生でも条件に反しないため、言い切れません。Cは、自転車に乗らない二年生がいるかもしれないので、言い切れません。",
      middling: "Aです。自転車通学の人は二年生で、三人以上いるからです。",
      hasty: "AとB",
    },
  },
  {
    id: "inf-dinner-by-eight",
    skill: "inference",
    language: "hi",
    domain: "cooking",
    prompt:
      "क्या रात के आठ बजे तक खाना तैयार हो सकता है? समय का हिसाब लिखिए और बताइए कि कौन-सा काम सबसे पहले शुरू करना होगा।",
    context:
      "अभी शाम के साढ़े छह बजे हैं। रवि को राजमा, चावल और सलाद बनाना है। राजमा पहले से भीगा हुआ है; उसे कुकर में चालीस मिनट पकाना है, फिर मसाले के साथ बीस मिनट और। मसाला भूनने में पंद्रह मिनट लगते हैं और यह काम कुकर चलते समय हो सकता है। चावल पच्चीस मिनट में बनता है और सलाद काटने में दस मिनट लगते हैं। चूल्हे पर दो बर्तन एक साथ रखे जा सकते हैं।",
    responses: [
      {
        text: "नहीं, क्योंकि सब कामों का समय जोड़ने पर 40 + 20 + 15 + 25 + 10 = 110 मिनट होते हैं।",
        model: "borealis-2",
        quality: 2,
      },
      {
        text: "हाँ, खाना **साढ़े सात बजे** तक तैयार हो सकता है।\n\n1. 6:30 – राजमा कुकर में (40 मिनट); यही काम सबसे पहले शुरू करना होगा।\n2. 6:30 से 6:45 – दूसरे चूल्हे पर मसाला।\n3. 6:45 से 7:10 – उसी चूल्हे पर चावल; साथ में सलाद।\n4. 7:10 से 7:30 – राजमा मसाले के साथ (20 मिनट)।\n\nआठ बजे तक आधा घंटा बच जाता है।",
        model: "aster-7b",
        quality: 5,
      },
    ],
    remark: "Say which task has to start first.",
    written: {
      careful:
        "हाँ। सबसे लंबा काम राजमा है: 40 मिनट कुकर में और 20 मिनट मसाले के साथ, यानी कुल 60 मिनट। इसलिए राजमा सबसे पहले, साढ़े छह बजे चढ़ाना होगा। मसाला, चावल और सलाद इसी बीच बन जाते हैं, और साढ़े सात बजे तक सब तैयार है।",
      middling: "हाँ, राजमा में एक घंटा लगता है, इसलिए साढ़े सात बजे तक खाना बन जाएगा।",
      hasty: "हाँ, बन सकता है।",
    },
  },
];
