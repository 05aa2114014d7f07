import type { DemoPrompt } from "./prompt.ts";

/** Answer from the given text alone, and say so where it holds no answer. */
export const closedQa: DemoPrompt[] = [
  {
    id: "cqa-eye-drops",
    skill: "closed-qa",
    language: "en",
    domain: "medicine",
    prompt:
      "Using only the instructions: may the patient wear contact lenses during the treatment, and how long may the opened bottle be used?",
    context:
      "Use one drop in the affected eye four times a day for seven days, even if the redness goes sooner. Wash your hands first, and do not let the tip of the bottle touch the eye. If you use other eye drops as well, wait ten minutes between them. Soft contact lenses must not be worn while you are being treated, as they take up the preservative; hard lenses may be put in again fifteen minutes after each drop. Keep the bottle in its carton below 25 °C and throw it away four weeks after opening.",
    responses: [
      {
        text: "- **Contact lenses:** soft lenses no, for the whole treatment; hard lenses yes, from fifteen minutes after each drop.\n- **Opened bottle:** four weeks, then throw it away.",
        model: "aster-7b",
        quality: 5,
      },
      {
        text: "The patient should not wear contact lenses during the treatment of seven days. After that the bottle should be thrown away.",
        model: "cedar-mini",
        quality: 2,
      },
    ],
    remark: "Hard lenses are treated differently in the text.",
    written: {
      careful:
        "Soft lenses may not be worn during the treatment; hard lenses may be put in fifteen minutes after each drop. The opened bottle may be used for four weeks.",
      middling: "No soft contact lenses. The bottle can be used for four weeks.",
      hasty: "No lenses, 7 days.",
    },
  },
  {
    id: "cqa-retry-policy",
    skill: "closed-qa",
    language: "en",
    domain: "coding",
    prompt:
      "According to this documentation, how long does the client wait in all before it gives up on a server that always answers 503? Show the calculation.",
    context:
      "The client sends every request once and, when the server answers 429, 502 or 503, tries again up to four more times. It waits 200 ms before the first retry and doubles the wait before each further one. No single wait is longer than one second. A `Retry-After` header takes precedence over these waits. Status 500 is not retried, since the request may have had an effect. After the last attempt the promise rejects with `GaveUp`, whose `attempts` property lists every status.",
    responses: [
      {
        text: "It waits 200 + 400 + 800 + 1600 = 3000 ms, so three seconds.",
        model: "borealis-2",
        quality: 2,
      },
      {
        text: "Four retries, so four waits:\n\n```text\n200 ms + 400 ms + 800 ms + min(1600, 1000) ms = 2400 ms\n```\n\nThat is **2.4 seconds** of waiting, not counting the five requests themselves, and provided that the server sends no `Retry-After` header.",
        model: "aster-7b",
        quality: 5,
      },
    ],
    remark: "The fourth wait is cut to one second; say so in the calculation.",
    written: {
      careful:
        "There are four waits: 200, 400, 800 and 1000 ms (1600 is cut to one second). Together 2,400 ms, that is 2.4 s, if there is no `Retry-After` header. The time of the requests themselves comes on top.",
      middling: "200 + 400 + 800 + 1000 = 2400 ms",
      hasty: "About 3 seconds (200+400+800+1600).",
    },
  },
  {
    id: "cqa-warranty",
    skill: "closed-qa",
    language: "en",
    domain: "law",
    prompt:
      "Does this guarantee cover a cracked screen after a fall? Answer yes or no first, then quote the words that decide it.",
    context:
      "We guarantee this tablet against faults in material and workmanship for 24 months from the date of purchase. During this time we will repair or replace a faulty device free of charge; the choice is ours. The guarantee covers the battery for 12 months. It does not cover wear, damage from liquids or damage caused by impact, nor devices that were opened by anyone but us. Your rights under the law against the seller remain unaffected. Please keep the receipt: we cannot act without it.",
    responses: [
      {
        text: "**No.** The text excludes it: “It does not cover wear, damage from liquids or *damage caused by impact*”.",
        model: "cedar-mini",
        quality: 4,
      },
      {
        text: "It depends. The guarantee covers faults in material for 24 months, so if the screen was made of poor material you may be lucky. I would contact the seller and ask.",
        model: "borealis-2",
        quality: 2,
      },
    ],
    remark: "The words of the text should be quoted.",
    written: {
      careful:
        "No. The deciding words are: “It does not cover wear, damage from liquids or damage caused by impact”.",
      middling: "No, because damage from falling is excluded.",
      hasty: "Yes, within 24 months.",
    },
  },
  {
    id: "cqa-savings-account",
    skill: "closed-qa",
    language: "en",
    domain: "finance",
    prompt:
      "How much can be taken out in June without notice, and what does the text say about the interest rate from next year on?",
    context:
      "The Harbour savings account pays 2.1 % interest a year on balances up to 50,000 euros and 0.5 % on anything above. Interest is credited on 31 December. You may withdraw up to 2,000 euros in any calendar month without notice. For more, give us three months' notice; otherwise we keep a fee of 0.25 % for each month that is missing. The account is free of charge. You can close it at the end of any month by a letter or in our app.",
    responses: [
      {
        text: "You can take out 2,000 euros in June. From next year on the interest rate will stay at 2.1 %.",
        model: "aster-7b",
        quality: 2,
      },
      {
        text: "In June, up to **2,000 euros** without notice. The text says **nothing** about the rate from next year on: it gives 2.1 % (0.5 % above 50,000 euros) without saying for how long.",
        model: "cedar-mini",
        quality: 5,
      },
    ],
    remark: "The text says nothing about next year's rate; say that.",
    written: {
      careful:
        "Up to 2,000 euros can be withdrawn in June without notice. The text does not say what the interest rate will be from next year on.",
      middling: "2,000 euros. The interest rate is 2.1 %.",
      hasty: "2,000, interest on 31 December",
    },
  },
  {
    id: "cqa-lighthouse",
    skill: "closed-qa",
    language: "en",
    domain: "history",
    prompt:
      "Who looked after the light between 1871 and 1890, and why does the text call the year 1874 unusual?",
    context:
      "The lighthouse on Skerry Holm was lit for the first time in 1852. Its first keeper, Angus Rae, served until his death in 1871; his widow Margaret then kept the light for nineteen years, although the board had only meant to employ her for a winter. In 1874 storms cut the island off for eleven weeks, and she and her two daughters lived on fish, potatoes and the eggs of seabirds. She recorded the weather three times a day all the same, without one gap. Her notebooks are in the county archive.",
    responses: [
      {
        text: "Margaret Rae, the widow of the first keeper, looked after it from 1871 to 1890. The text does not use the word “unusual”, but it singles out 1874 because storms then cut the island off for **eleven weeks**, during which she kept the light and the weather records without a gap.",
        model: "aster-7b",
        quality: 5,
      },
      {
        text: "Angus Rae and his two daughters looked after the light. In 1874 the lighthouse was destroyed by storms.",
        model: "borealis-2",
        quality: 1,
      },
    ],
    remark: "The text does not call 1874 unusual; say so, then report what it tells.",
    written: {
      careful:
        "Margaret Rae, widow of the first keeper Angus Rae. The text does not call 1874 unusual in so many words; it reports that storms cut the island off for eleven weeks that year.",
      middling:
        "Margaret Rae, because her husband died. In 1874 the island was cut off for eleven weeks by storms.",
      hasty: "Margaret. There were storms.",
    },
  },
  {
    id: "cqa-spielregel",
    skill: "closed-qa",
    language: "de",
    domain: "everyday life",
    prompt:
      "Darf Tim nach dieser Spielregel zweimal hintereinander ziehen, wenn er eine rote Sechs würfelt und noch eine Münze hat? Begründe mit dem Text.",
    context:
      "Wer an der Reihe ist, würfelt mit beiden Würfeln, dem roten und dem weißen, und zieht so viele Felder, wie der rote Würfel zeigt. Zeigt der rote Würfel eine Sechs, darf man eine Münze abgeben und noch einmal ziehen, diesmal mit der Augenzahl des weißen Würfels. Wer keine Münze hat, darf das nicht. Landet man auf einem besetzten Feld, rückt man ein Feld zurück. Eine abgegebene Münze kommt in die Mitte und geht an den, der als Nächster eine Eins würfelt.",
    responses: [
      {
        text: "Ja. Zeigt der rote Würfel eine Sechs, „darf man eine Münze abgeben und noch einmal ziehen“. Tim hat eine Münze, also zieht er erst sechs Felder, gibt die Münze ab und zieht dann so viele Felder, wie der **weiße** Würfel zeigt.",
        model: "aster-7b",
        quality: 5,
      },
      {
        text: "Ja, bei einer Sechs darf man in den meisten Spielen noch einmal würfeln. Tim würfelt also erneut und zieht weiter.",
        model: "borealis-2",
        quality: 2,
      },
    ],
    remark: "The reason should quote the rule, and say that the coin has to be given up.",
    written: {
      careful:
        "Ja. Im Text steht: „Zeigt der rote Würfel eine Sechs, darf man eine Münze abgeben und noch einmal ziehen“. Tim muss dafür seine Münze abgeben; der zweite Zug richtet sich nach dem weißen Würfel.",
      middling: "Ja, weil er eine Sechs und eine Münze hat.",
      hasty: "Ja, bei einer Sechs darf man nochmal würfeln.",
    },
  },
  {
    id: "cqa-museo",
    skill: "closed-qa",
    language: "es",
    domain: "travel",
    prompt:
      "Según el texto, ¿cuánto paga una familia con dos adultos, un niño de cinco años y una niña de doce un jueves a las cuatro de la tarde? Muestra la cuenta.",
    context:
      "El Museo del Agua abre de martes a domingo, de 10 a 18 horas; los jueves cierra a las 20. La entrada general cuesta 9 euros. Los menores de seis años no pagan, y de seis a catorce años la entrada cuesta 4 euros. Los jueves, a partir de las 17 horas, la entrada es libre para todo el mundo. La audioguía vale 3 euros por aparato. Los grupos de más de diez personas deben reservar por teléfono con una semana de antelación.",
    responses: [
      {
        text: "No pagan nada, porque los jueves la entrada es libre para todo el mundo.",
        model: "cedar-mini",
        quality: 1,
      },
      {
        text: "A las 16 horas todavía no es gratis: los jueves la entrada es libre a partir de las 17.\n\n- 2 adultos × 9 € = 18 €\n- niño de cinco años: 0 €\n- niña de doce años: 4 €\n\n**Total: 22 €**. Si esperan una hora, entran gratis.",
        model: "aster-7b",
        quality: 4,
      },
    ],
    remark: "Say why the free entry on Thursdays does not apply yet.",
    written: {
      careful:
        "Pagan 22 euros: dos adultos a 9 euros son 18, la niña de doce años paga 4 y el niño de cinco no paga. La entrada libre de los jueves empieza a las 17 horas, así que a las cuatro todavía no vale.",
      middling: "9 + 9 + 4 = 22 euros.",
      hasty: "Pagan 26 euros.",
    },
  },
  {
    id: "cqa-scholarship",
    skill: "closed-qa",
    language: "ar",
    domain: "education",
    prompt:
      "استنادًا إلى النص وحده: هل تستطيع سلمى، وعمرها ستة وعشرون عامًا ومعدّلها 85 من مئة، أن تتقدّم إلى المنحة؟ علّل إجابتك.",
    context:
      "تُقدَّم منحة «الأفق» كل عام لعشرين طالبًا وطالبة في مرحلة الماجستير. يُشترط ألا يقل معدّل المتقدّم في البكالوريوس عن 80 من مئة، وألا يزيد عمره على خمسة وعشرين عامًا في يوم التقديم. ويُستثنى من شرط العمر من عمل في التدريس سنتين على الأقل. تغطي المنحة الرسوم الدراسية كاملة وتكاليف السكن، ولا تغطي السفر. يُغلق باب التقديم في نهاية شهر مارس، ولا تُقبل الطلبات المرسلة بعد ذلك.",
    responses: [
      {
        text: "معدّل سلمى يكفي لأنه أعلى من 80، لكن عمرها يزيد على الحد (خمسة وعشرين عامًا). لذلك لا تستطيع التقدّم **إلا إذا** عملت في التدريس سنتين على الأقل، والسؤال لا يذكر ذلك.",
        model: "borealis-2",
        quality: 4,
      },
      {
        text: "نعم، تستطيع سلمى التقدّم لأن معدّلها ممتاز، والمنحة تغطي الرسوم والسكن والسفر.",
        model: "cedar-mini",
        quality: 1,
      },
    ],
    remark: "The exception for people who have taught is missing.",
    written: {
      careful:
        "معدّلها (85) يحقق شرط المعدّل، أما عمرها (26) فيتجاوز الحد وهو 25 عامًا. فلا يحق لها التقدّم إلا إذا كانت قد عملت في التدريس سنتين على الأقل، وهذا غير مذكور في السؤال.",
      middling: "لا تستطيع، لأن عمرها أكبر من خمسة وعشرين عامًا.",
      hasty: "نعم، لأن معدّلها فوق 80.",
    },
  },
  {
    id: "cqa-sports-hall",
    skill: "closed-qa",
    language: "ja",
    domain: "everyday life",
    prompt:
      "次の案内だけを根拠に答えてください。日曜の午後七時にプールは使えますか。また、駐車場の料金はいくらですか。",
    context:
      "市民体育館は月曜日を除き、午前九時から午後九時まで開いています。ただし日曜日と祝日は午後六時に閉まります。プールの利用は閉館の一時間前までです。利用料は大人が四百円、中学生以下が百五十円です。十回分の料金で十一回使える回数券もあります。お車でお越しの方は、体育館の裏にある駐車場をご利用ください。満車の場合は、となりの図書館の駐車場に止めることができます。",
    responses: [
      {
        text: "プールは使えません。日曜日は午後六時に閉館し、プールはその一時間前の**午後五時まで**だからです。駐車場の料金については、案内に書かれていません。",
        model: "borealis-2",
        quality: 5,
      },
      {
        text: "はい、午後八時まで使えます。駐車場は無料です。",
        model: "aster-7b",
        quality: 1,
      },
    ],
    remark: "The text gives no parking fee; say that.",
    written: {
      careful:
        "使えません。日曜日は午後六時閉館で、プールは閉館の一時間前、つまり午後五時までです。駐車場の料金は案内には書かれていません。",
      middling: "日曜日は六時に閉まるので使えません。駐車場は体育館の裏にあります。",
      hasty: "使えません。駐車場は無料です。",
    },
  },
  {
    id: "cqa-pump-curve",
    skill: "closed-qa",
    language: "en",
    domain: "engineering",
    prompt:
      "Which of the three pumps in the note meets all the requirements? If none does, say which requirement fails for each.",
    context:
      "Requirements: at least 12 m³/h at a head of 20 m, no more than 1.5 kW, delivery within four weeks. Pump A delivers 14 m³/h at 20 m with 1.3 kW; the dealer expects it in six weeks. Pump B delivers 12.5 m³/h at 20 m and draws 1.5 kW; it is in stock. Pump C delivers 16 m³/h at 15 m with 1.1 kW and could be here in three weeks; its curve at 20 m is not given. All three have the same flanges.",
    responses: [
      {
        text: "Pump C is the best choice: it delivers the most water with the least power and arrives in three weeks.",
        model: "cedar-mini",
        quality: 1,
      },
      {
        text: "**Pump B** meets all of them: 12.5 m³/h at 20 m, exactly 1.5 kW (“no more than” allows that), in stock.\n\n| Pump | Flow at 20 m | Power | Delivery |\n|---|---|---|---|\n| A | yes | yes | **no**, six weeks |\n| B | yes | yes | yes |\n| C | *unknown* | yes | yes |",
        model: "aster-7b",
        quality: 5,
      },
    ],
    remark: "Go through all three requirements for each pump.",
    written: {
      careful:
        "Pump B: 12.5 m³/h at 20 m is enough, 1.5 kW is just allowed, and it is in stock. A comes too late (six weeks); for C the flow at 20 m is not given, so we cannot say.",
      middling: "Pump B, because A takes six weeks and C only has 15 m.",
      hasty: "A, it has 14 m³/h with 1.3 kW.",
    },
  },
];
