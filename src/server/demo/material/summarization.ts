import type { DemoPrompt } from "./prompt.ts";

/** Shorten a text, for a named reader or to a named length. */
export const summarization: DemoPrompt[] = [
  {
    id: "sum-iron-leaflet",
    skill: "summarization",
    language: "en",
    domain: "medicine",
    prompt:
      "Summarise this leaflet for a patient who has just started taking iron tablets, in at most three bullet points.",
    context:
      "Iron tablets are taken up best on an empty stomach, with a glass of water or orange juice, because vitamin C helps the body to absorb iron. Tea, coffee and milk make it harder, so leave at least an hour between them and your tablet. If the tablets upset your stomach, you may take them with food, although a little less iron will be absorbed. Dark stools are expected and harmless. Constipation is common; drink plenty of water and tell us if it does not settle within two weeks. Keep the tablets out of reach of children: an overdose can be fatal for them.",
    responses: [
      {
        text: "- **How to take them:** on an empty stomach with water or orange juice; with food if they upset you. Leave an hour before and after tea, coffee or milk.\n- **What to expect:** dark stools are harmless. Constipation is common: drink more water, and tell us if it lasts over two weeks.\n- **Keep them away from children.** An overdose can kill a child.",
        model: "aster-7b",
        quality: 5,
      },
      {
        text: "The leaflet is about iron tablets. It gives a lot of useful information about how the tablets should be taken, which drinks are allowed, and which side effects can occur. Patients should read it carefully and ask their doctor if they have questions.",
        model: "cedar-mini",
        quality: 2,
      },
    ],
    remark: "The warning about children is missing, and it matters most.",
    written: {
      careful:
        "- Take the tablet on an empty stomach with water or orange juice, an hour away from tea, coffee or milk. If your stomach objects, take it with food.\n- Dark stools are normal. Drink plenty of water against constipation, and call us if it lasts more than two weeks.\n- Lock the tablets away from children: too many can be fatal for them.",
      middling:
        "- Take on an empty stomach with water or juice\n- No tea, coffee or milk near the tablet\n- Dark stools and constipation can happen",
      hasty: "Take iron tablets with orange juice and not with coffee.",
    },
  },
  {
    id: "sum-bridge-inspection",
    skill: "summarization",
    language: "en",
    domain: "engineering",
    prompt: "Write a two-sentence summary of this inspection for the town council, who are not engineers.",
    context:
      "The footbridge at Mill Lane was inspected on 14 March. The steel truss is sound; paint loss covers about 8 % of the surface and no section loss was measured. Two of the four elastomeric bearings on the east abutment show cracking deeper than 3 mm and should be replaced within twelve months. Scour at the west pier has exposed 20 cm of the footing; this is within the design allowance, but should be surveyed again after the next flood. Until the bearings are replaced, the bridge may stay open to pedestrians, but not to the 3.5-tonne maintenance vehicle.",
    responses: [
      {
        text: "The bridge is falling apart: bearings are cracked, the pier is being washed away and the paint is coming off. It should be closed at once.",
        model: "borealis-2",
        quality: 1,
      },
      {
        text: "The Mill Lane footbridge is safe for walkers, but two cracked supports at its east end must be replaced within a year, and the maintenance vehicle must stay off until then. The river has washed away some ground at the west pier; that is still within limits and should be measured again after the next flood.",
        model: "aster-7b",
        quality: 5,
      },
    ],
    remark: "Councillors will not know these terms, and the ban on the maintenance vehicle is missing.",
    written: {
      careful:
        "The footbridge at Mill Lane can stay open to pedestrians, but two of its cushioning supports are cracked and have to be replaced within twelve months; until then the 3.5-tonne maintenance vehicle may not use it. The steel is in good order, and the ground washed away at one pier is no danger yet but needs another look after the next flood.",
      middling:
        "The bridge is mostly fine but two bearings must be replaced within twelve months. The scour at the west pier should be surveyed again.",
      hasty: "Bridge inspected 14 March. Elastomeric bearings cracked > 3 mm, scour 20 cm, paint loss 8 %.",
    },
  },
  {
    id: "sum-great-stink",
    skill: "summarization",
    language: "en",
    domain: "history",
    prompt: "Summarise the passage in one sentence of no more than 30 words.",
    context:
      "In the hot summer of 1858 the Thames, into which London emptied its sewage, smelled so badly that curtains in the Houses of Parliament were soaked in chloride of lime. Cholera had already killed thousands in earlier outbreaks, though most doctors still blamed bad air rather than bad water. With the stench at their own windows, members quickly voted the money for a plan by the engineer Joseph Bazalgette: a network of brick sewers that carried the waste far downstream. The theory behind it was wrong, but by keeping sewage out of the drinking water the sewers helped to end cholera in the city.",
    responses: [
      {
        text: "In 1858 the stench of the Thames moved Parliament to pay for Bazalgette's sewers, which helped to end cholera in London although the theory behind them was mistaken.",
        model: "cedar-mini",
        quality: 4,
      },
      {
        text: "London smelled bad in 1858. People put lime on curtains. Doctors thought that air caused cholera. Then an engineer called Joseph Bazalgette built sewers out of brick and the waste went downstream, and everybody was happy.",
        model: "borealis-2",
        quality: 2,
      },
    ],
    remark: "Cholera is missing, and with it the point of the passage.",
    written: {
      careful:
        "The Great Stink of 1858 pushed Parliament to fund Bazalgette's sewers, which, built on a wrong theory, still helped to free London of cholera.",
      middling:
        "In 1858 the Thames smelled so badly that Parliament decided to build sewers, which were planned by Joseph Bazalgette and carried the waste of London far downstream, away from the city and its drinking water.",
      hasty: "The Thames was dirty so they built sewers",
    },
  },
  {
    id: "sum-allotment-budget",
    skill: "summarization",
    language: "en",
    domain: "finance",
    prompt:
      "Turn the treasurer's note into a small table (item, amount) followed by one sentence on whether the society saves or loses money.",
    context:
      "Dear all, a quick word on the year. Subscriptions brought in 4,200 euros and the summer plant sale another 860. On the other side, water cost us 1,950, which is a third more than last year because of the dry spring. Insurance stayed at 640. We paid 1,300 for the new shed roof, and small things such as seeds, keys and postage came to 270. I would like to put whatever is left into the fund for the well. Best wishes, Marta",
    responses: [
      {
        text: "Income was 5,060 euros and costs were 4,160 euros. The society did fine this year although water was expensive.",
        model: "aster-7b",
        quality: 3,
      },
      {
        text: "| Item | Amount (EUR) |\n|---|---:|\n| Subscriptions | +4,200 |\n| Plant sale | +860 |\n| Water | −1,950 |\n| Insurance | −640 |\n| Shed roof | −1,300 |\n| Seeds, keys, postage | −270 |\n| **Left over** | **+900** |\n\nThe society saves 900 euros, which the treasurer would like to put into the fund for the well.",
        model: "cedar-mini",
        quality: 5,
      },
    ],
    remark: "The table should have one row for each item of the note.",
    written: {
      careful:
        "| Item | Amount (euros) |\n|---|---:|\n| Subscriptions | 4,200 |\n| Plant sale | 860 |\n| Water | −1,950 |\n| Insurance | −640 |\n| Shed roof | −1,300 |\n| Small things | −270 |\n| **Total** | **900** |\n\nThe society saved 900 euros this year.",
      middling: "| Item | Amount |\n|---|---|\n| Income | 5,060 |\n| Costs | 4,160 |\n\nThey save 900 euros.",
      hasty: "Subscriptions 4200, plant sale 860, water 1950, insurance 640, roof 1300. They save money.",
    },
  },
  {
    id: "sum-tenancy-repairs",
    skill: "summarization",
    language: "en",
    domain: "law",
    prompt: "Explain this clause to a tenant in plain English, in under 60 words.",
    context:
      "The Tenant shall notify the Landlord in writing of any defect in the Premises without undue delay upon becoming aware thereof. Where the Tenant fails so to notify and the defect is thereby aggravated, the Tenant shall bear such part of the cost of repair as is attributable to the delay. Minor repairs to installations subject to the Tenant's frequent use shall be borne by the Tenant up to one hundred euros in each case and three hundred euros in any calendar year. All further repairs shall be borne by the Landlord.",
    responses: [
      {
        text: "You must tell your landlord in writing about any damage, quickly. If you wait and it gets worse, you pay for the extra damage. Small repairs to things you use often are yours, up to €100 each and €300 a year. The landlord pays for the rest.",
        model: "aster-7b",
        quality: 5,
      },
      {
        text: "The Tenant shall inform the Landlord about defects and bear the costs that are attributable to delay, as well as minor repairs up to the amounts stated.",
        model: "borealis-2",
        quality: 3,
      },
    ],
    remark: "What happens when the tenant waits too long is missing.",
    written: {
      careful:
        "Found something broken? Write to your landlord soon. If you wait and it gets worse, you pay for what the waiting added. You also pay for small repairs to things you use all the time, at most €100 each and €300 a year. Everything else is the landlord's cost.",
      middling:
        "If something is broken, tell the landlord in writing. You pay small repairs up to 100 euros, the landlord pays the others.",
      hasty: "Tenant pays up to 300 euros per repair, landlord the rest.",
    },
  },
  {
    id: "sum-strassenfest",
    skill: "summarization",
    language: "de",
    domain: "everyday life",
    prompt:
      "Fasse den Aushang in drei kurzen Stichpunkten zusammen, so dass man ihn im Vorbeigehen lesen kann.",
    context:
      "Liebe Nachbarinnen und Nachbarn, am Samstag, dem 6. Juli, feiern wir unser Straßenfest. Die Lindenstraße ist deshalb zwischen der Bäckerei und dem Spielplatz von 10 bis 23 Uhr für Autos gesperrt; bitte parken Sie bis Freitagabend um, sonst muss abgeschleppt werden. Wer einen Kuchen oder einen Salat mitbringen möchte, trägt sich bis Mittwoch in die Liste beim Kiosk ein. Getränke gibt es zum Selbstkostenpreis. Die Musik endet um 22 Uhr. Bei Regen verschieben wir das Fest um eine Woche.",
    responses: [
      {
        text: "- **Sa., 6. Juli:** Straßenfest in der Lindenstraße, Musik bis 22 Uhr (bei Regen eine Woche später)\n- **Autos weg bis Freitagabend:** gesperrt von 10 bis 23 Uhr zwischen Bäckerei und Spielplatz, sonst wird abgeschleppt\n- **Kuchen oder Salat?** Bis Mittwoch in die Liste beim Kiosk eintragen",
        model: "aster-7b",
        quality: 5,
      },
      {
        text: "Es gibt ein Straßenfest, bei dem alle Nachbarinnen und Nachbarn willkommen sind. Es wird Musik, Getränke und Kuchen geben. Wir freuen uns auf Sie!",
        model: "cedar-mini",
        quality: 2,
      },
    ],
    remark: "It does not say by when the cars must be gone.",
    written: {
      careful:
        "- Straßenfest am Samstag, 6. Juli (bei Regen am 13.), Musik bis 22 Uhr\n- Lindenstraße von 10 bis 23 Uhr gesperrt: Autos bis Freitagabend umparken\n- Kuchen und Salate: bis Mittwoch beim Kiosk eintragen",
      middling:
        "- Straßenfest am 6. Juli\n- Die Straße ist gesperrt, bitte die Autos umparken\n- Getränke zum Selbstkostenpreis",
      hasty: "Am 6. Juli ist Straßenfest, bitte Autos weg.",
    },
  },
  {
    id: "sum-gazpacho",
    skill: "summarization",
    language: "es",
    domain: "cooking",
    prompt: "Resume la receta en cuatro pasos numerados, cada uno de una sola frase.",
    context:
      "Para cuatro personas lavo un kilo de tomates muy maduros, medio pepino y un pimiento verde pequeño, y lo corto todo en trozos grandes. No hace falta pelar nada, porque después lo cuelo. Lo trituro con un diente de ajo, sal, dos cucharadas de vinagre de Jerez y un poco de pan del día anterior remojado en agua. Con la batidora en marcha añado despacio medio vaso de aceite de oliva, hasta que la crema se aclara. Luego la paso por un colador fino y la dejo en la nevera por lo menos dos horas. Se sirve muy fría, con trocitos de pepino por encima.",
    responses: [
      {
        text: "El gazpacho es una sopa fría típica de Andalucía que se prepara con tomates, pepino, pimiento, ajo, aceite y vinagre, y que resulta muy refrescante en verano.",
        model: "cedar-mini",
        quality: 2,
      },
      {
        text: "1. Lava y trocea un kilo de tomates, medio pepino y un pimiento verde pequeño.\n2. Tritura todo con ajo, sal, vinagre de Jerez y pan remojado.\n3. Añade despacio medio vaso de aceite sin parar la batidora y cuela la crema.\n4. Enfría al menos dos horas y sirve con trocitos de pepino.",
        model: "borealis-2",
        quality: 4,
      },
    ],
    remark: "The two hours in the fridge are missing.",
    written: {
      careful:
        "1. Lava y corta los tomates, el pepino y el pimiento, sin pelarlos.\n2. Tritúralos con el ajo, la sal, el vinagre y el pan remojado.\n3. Incorpora el aceite poco a poco con la batidora en marcha y cuela la mezcla.\n4. Déjala dos horas en la nevera y sírvela muy fría, con pepino picado.",
      middling:
        "1. Corta las verduras.\n2. Tritura todo con pan, ajo y vinagre.\n3. Añade el aceite.\n4. Mete el gazpacho en la nevera.",
      hasty: "Se tritura todo, se cuela y se enfría.",
    },
  },
  {
    id: "sum-library-hours",
    skill: "summarization",
    language: "ar",
    domain: "education",
    prompt: "لخّص الإعلان في جملتين للطلاب: الأولى عن المواعيد، والثانية عن المطلوب منهم.",
    context:
      "تعلن مكتبة الجامعة أنها ستفتح أبوابها خلال فترة الامتحانات، من الأول من يونيو إلى العشرين منه، من الساعة الثامنة صباحًا حتى منتصف الليل، بدلًا من إغلاقها في الساعة السادسة مساءً. ويبقى يوم الجمعة على مواعيده المعتادة. ولأن عدد المقاعد محدود، يُرجى حجز المقعد عبر موقع المكتبة قبل الحضور بيوم واحد على الأقل، وإلغاء الحجز عند تغيّر الخطط. ومن يتأخر عن موعده نصف ساعة يفقد مقعده. ويُمنع إدخال الطعام إلى قاعات القراءة، أما الماء فمسموح به.",
    responses: [
      {
        text: "تفتح المكتبة من الأول إلى العشرين من يونيو من الثامنة صباحًا حتى منتصف الليل، ما عدا الجمعة التي تبقى على مواعيدها المعتادة. احجز مقعدك قبل يوم على الأقل عبر الموقع، واحضر قبل مرور نصف ساعة على موعدك، ولا تُدخل طعامًا إلى قاعات القراءة.",
        model: "aster-7b",
        quality: 4,
      },
      {
        text: "المكتبة مكان مهم لكل طالب، وهي تساعد على التركيز في فترة الامتحانات. لذلك ننصح جميع الطلاب بزيارتها والاستفادة من كتبها الكثيرة.",
        model: "cedar-mini",
        quality: 1,
      },
    ],
    remark: "Say on which dates, and what happens to those who come late.",
    written: {
      careful:
        "من الأول إلى العشرين من يونيو تفتح المكتبة من الثامنة صباحًا إلى منتصف الليل، ويبقى يوم الجمعة كالمعتاد. على الطالب أن يحجز مقعده قبل يوم، وأن يلغي الحجز إذا تغيّرت خططه، وألا يتأخر أكثر من نصف ساعة، وألا يُحضر طعامًا.",
      middling: "المكتبة مفتوحة حتى منتصف الليل في فترة الامتحانات. يجب حجز المقعد عبر الموقع.",
      hasty: "المكتبة مفتوحة في يونيو.",
    },
  },
  {
    id: "sum-mountain-hut",
    skill: "summarization",
    language: "ja",
    domain: "travel",
    prompt: "山小屋からのお知らせを、登山者向けに80字以内で要約してください。",
    context:
      "当山小屋は十月十五日をもって今年の営業を終了いたします。営業終了後は水場も止まりますので、水は必ずふもとからお持ちください。避難用の小部屋は冬の間も開けてありますが、暖房と寝具はありません。また、九月の大雨で東側の登山道が崩れたため、現在は通行止めです。復旧は来年の六月になる見込みですので、それまでは西側の登山道をご利用ください。西側の道は東側よりも一時間ほど長くかかります。",
    responses: [
      {
        text: "山小屋は素晴らしい場所です。秋の景色はとてもきれいなので、ぜひ一度お越しください。登山の際は安全に気をつけましょう。",
        model: "aster-7b",
        quality: 1,
      },
      {
        text: "営業は10月15日まで。以後は水場が止まり、避難室に暖房と寝具はありません。東側の道は来年6月まで通行止め。西側は約1時間長くかかります。",
        model: "borealis-2",
        quality: 5,
      },
    ],
    remark: "That there is no water after 15 October is missing.",
    written: {
      careful:
        "10月15日で営業終了、水場も停止。冬も避難室は使えますが暖房・寝具なし。東側登山道は来年6月頃まで通行止めのため、約1時間長い西側へ。",
      middling: "山小屋の営業は10月15日までです。東側の登山道は通行止めなので、西側を使ってください。",
      hasty: "10月15日で終わりです。",
    },
  },
  {
    id: "sum-compost",
    skill: "summarization",
    language: "fr",
    domain: "everyday life",
    prompt: "Résume cette lettre de la mairie en un SMS de 160 caractères au maximum.",
    context:
      "Madame, Monsieur, à partir du 1er septembre, les déchets de cuisine seront collectés séparément dans notre commune. Chaque foyer peut retirer gratuitement un bac brun à la mairie, du lundi au vendredi de 9 h à 17 h, sur présentation d'un justificatif de domicile. Les bacs seront vidés tous les mardis ; merci de les sortir la veille au soir. Sont acceptés les épluchures, le marc de café et les restes de repas. Les sacs en plastique, même dits biodégradables, restent interdits.",
    responses: [
      {
        text: "Dès le 1/9, déchets de cuisine à part : bac brun gratuit à la mairie (lun-ven 9-17 h, justificatif). Collecte le mardi. Aucun sac plastique.",
        model: "borealis-2",
        quality: 5,
      },
      {
        text: "La mairie vous informe qu'à partir du 1er septembre, les déchets de cuisine seront collectés séparément dans notre commune, et que chaque foyer peut retirer un bac brun à la mairie aux heures d'ouverture.",
        model: "aster-7b",
        quality: 3,
      },
    ],
    remark: "The day of collection is missing.",
    written: {
      careful:
        "Dès le 1er sept., collecte des déchets de cuisine le mardi. Bac brun gratuit à la mairie, lun-ven 9 h-17 h, avec justificatif de domicile. Pas de plastique.",
      middling: "À partir du 1er septembre, bac brun pour les déchets de cuisine, à retirer à la mairie.",
      hasty: "Nouveau bac brun en septembre !",
    },
  },
];
