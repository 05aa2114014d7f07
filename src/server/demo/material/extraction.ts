import type { DemoPrompt } from "./prompt.ts";

/** Take named facts out of a text, in a named shape. */
export const extraction: DemoPrompt[] = [
  {
    id: "ext-discharge-drugs",
    skill: "extraction",
    language: "en",
    domain: "medicine",
    prompt:
      "List every medicine in the discharge note with its dose and how often it is taken. Use a table. Leave out medicines that were stopped.",
    context:
      "Mr K., 71, was admitted with worsening breathlessness. On discharge he is to take furosemide 40 mg each morning, ramipril 5 mg once daily and bisoprolol 2.5 mg once daily. Ibuprofen, which he had bought himself for his knee, was stopped because it can worsen heart failure; paracetamol 1 g may be taken up to three times a day instead. He should weigh himself daily and call us if he gains more than two kilograms in three days. Blood tests for potassium and kidney function are due in one week.",
    responses: [
      {
        text: "| Medicine | Dose | How often |\n|---|---|---|\n| Furosemide | 40 mg | each morning |\n| Ramipril | 5 mg | once daily |\n| Bisoprolol | 2.5 mg | once daily |\n| Ibuprofen | – | for the knee |\n| Paracetamol | 1 g | three times a day |",
        model: "cedar-mini",
        quality: 2,
      },
      {
        text: "| Medicine | Dose | How often |\n|---|---|---|\n| Furosemide | 40 mg | once a day, in the morning |\n| Ramipril | 5 mg | once a day |\n| Bisoprolol | 2.5 mg | once a day |\n| Paracetamol | 1 g | up to three times a day, when needed |",
        model: "aster-7b",
        quality: 5,
      },
    ],
    remark: "A table was asked for.",
    written: {
      careful:
        "| Medicine | Dose | Frequency |\n|---|---|---|\n| Furosemide | 40 mg | every morning |\n| Ramipril | 5 mg | once daily |\n| Bisoprolol | 2.5 mg | once daily |\n| Paracetamol | 1 g | up to 3 times daily |",
      middling:
        "- furosemide 40 mg, mornings\n- ramipril 5 mg daily\n- bisoprolol 2.5 mg daily\n- paracetamol 1 g up to three times a day",
      hasty: "furosemide, ramipril, bisoprolol, ibuprofen, paracetamol",
    },
  },
  {
    id: "ext-log-errors",
    skill: "extraction",
    language: "en",
    domain: "coding",
    prompt:
      "Extract each failed request from this log as JSON: an array of objects with `time`, `path` and `status`. A request failed if its status is 400 or more. Return only the JSON.",
    context:
      '08:00:01 GET /health 200 2ms\n08:00:04 POST /orders 201 38ms\n08:00:09 GET /orders/17 404 5ms\n08:00:10 GET /search?q=<b>lamp</b> 400 1ms\n08:00:12 POST /orders 201 35ms\n08:00:15 PUT /orders/18 409 12ms\n08:00:20 GET /report.csv 200 210ms\n08:00:21 worker: queue "mail" has 3 jobs waiting\n08:00:31 GET /report.csv 503 10002ms\n08:00:40 GET /health 200 2ms',
    responses: [
      {
        text: '```json\n[\n  { "time": "08:00:09", "path": "/orders/17", "status": 404 },\n  { "time": "08:00:10", "path": "/search?q=<b>lamp</b>", "status": 400 },\n  { "time": "08:00:15", "path": "/orders/18", "status": 409 },\n  { "time": "08:00:31", "path": "/report.csv", "status": 503 }\n]\n```',
        model: "borealis-2",
        quality: 5,
      },
      {
        text: "Here are the failed requests:\n\n1. GET /orders/17 failed with 404\n2. PUT /orders/18 failed with 409\n3. GET /report.csv failed with 503\n\nLet me know if you need anything else.",
        model: "cedar-mini",
        quality: 2,
      },
    ],
    remark: "Only the JSON, with the paths unchanged and the status as a number.",
    written: {
      careful:
        '[\n  {"time": "08:00:09", "path": "/orders/17", "status": 404},\n  {"time": "08:00:10", "path": "/search?q=<b>lamp</b>", "status": 400},\n  {"time": "08:00:15", "path": "/orders/18", "status": 409},\n  {"time": "08:00:31", "path": "/report.csv", "status": 503}\n]',
      middling:
        'The JSON is:\n\n[{"time": "08:00:09", "path": "/orders/17", "status": "404"}, {"time": "08:00:10", "path": "/search", "status": "400"}, {"time": "08:00:15", "path": "/orders/18", "status": "409"}, {"time": "08:00:31", "path": "/report.csv", "status": "503"}]',
      hasty: "404 /orders/17, 409 /orders/18, 503 /report.csv",
    },
  },
  {
    id: "ext-supply-dates",
    skill: "extraction",
    language: "en",
    domain: "law",
    prompt:
      "Which dates and deadlines bind the supplier? Give each with what must happen by then, in the order of time.",
    context:
      "This agreement is made on 3 February 2025 between Norrland Timber AB (the supplier) and Hollis & Daughters Ltd (the buyer). The supplier shall deliver the first lot of 400 boards to the buyer's yard no later than 17 March 2025 and the second, of 600 boards, no later than 30 April 2025. The buyer shall pay each lot within 30 days of delivery. The supplier shall hand over the certificate of origin with the first lot at the latest. Either party may end the agreement by notice in writing given before 1 March 2025.",
    responses: [
      {
        text: "- 3 February 2025: agreement signed\n- 17 March 2025: delivery\n- 30 days: payment by the supplier\n- 30 April 2025: delivery",
        model: "borealis-2",
        quality: 2,
      },
      {
        text: "1. **Before 1 March 2025:** last chance to end the agreement by written notice (a right, open to both parties).\n2. **By 17 March 2025:** deliver the first lot, 400 boards, *together with* the certificate of origin.\n3. **By 30 April 2025:** deliver the second lot, 600 boards.\n\nThe 30 days for payment bind the buyer, not the supplier.",
        model: "cedar-mini",
        quality: 4,
      },
    ],
    remark: "The certificate of origin is missing.",
    written: {
      careful:
        "1. Before 1 March 2025: written notice, if the supplier wants to end the agreement.\n2. No later than 17 March 2025: deliver the first lot of 400 boards and hand over the certificate of origin.\n3. No later than 30 April 2025: deliver the second lot of 600 boards.",
      middling: "17 March 2025: first lot of 400 boards. 30 April 2025: second lot of 600 boards.",
      hasty: "3 February, 17 March, 30 April, 1 March",
    },
  },
  {
    id: "ext-invoice-fields",
    skill: "extraction",
    language: "en",
    domain: "finance",
    prompt:
      "From this e-mail, extract: invoice number, net amount, VAT, total, due date, bank reference. Write `not stated` for anything that is missing.",
    context:
      "Hi Priya, please find our invoice INV-2031 for the kitchen fitting attached. The work came to 2,400.00 euros net; with 19 % VAT, that is 456.00, you arrive at 2,856.00 euros in total. As agreed on the phone we give you until 15 May this time. My colleague still owes you the receipt for the deposit, invoice INV-1998, which you paid in March, and I will chase her. Have a good weekend, Dan",
    responses: [
      {
        text: "- Invoice number: INV-2031\n- Net amount: 2,400.00 EUR\n- VAT: 456.00 EUR (19 %)\n- Total: 2,856.00 EUR\n- Due date: 15 May\n- Bank reference: not stated",
        model: "cedar-mini",
        quality: 5,
      },
      {
        text: "- Invoice number: INV-2031, INV-1998\n- Net amount: 2,400.00\n- VAT: 19 %\n- Total: 2,856.00\n- Due date: March\n- Bank reference: INV-2031",
        model: "aster-7b",
        quality: 2,
      },
    ],
    remark: "The bank reference must be given as `not stated`.",
    written: {
      careful:
        "Invoice number: INV-2031\nNet amount: 2,400.00 euros\nVAT: 456.00 euros (19 %)\nTotal: 2,856.00 euros\nDue date: 15 May\nBank reference: not stated",
      middling: "INV-2031, net 2,400, VAT 456, total 2,856, due 15 May.",
      hasty: "Invoice INV-2031 over 2,856 euros.",
    },
  },
  {
    id: "ext-voyage-places",
    skill: "extraction",
    language: "en",
    domain: "history",
    prompt:
      "List the places that the Beagle visited according to the text, in the order of the visits, one per line. Do not list places that are only mentioned.",
    context:
      "HMS Beagle left Plymouth in December 1831 with the young Charles Darwin on board. After a stop in the Cape Verde Islands she crossed to Brazil, where Darwin first saw a tropical forest, and then surveyed the coasts of Patagonia for many months. In September 1835 she reached the Galápagos Islands. From there she sailed to Tahiti and New Zealand, and on to Australia. Darwin wrote to his family in Shrewsbury throughout, and later compared what he had seen with reports from Java, where he never went. The ship came back to Falmouth in October 1836.",
    responses: [
      {
        text: "Plymouth\nCape Verde Islands\nBrazil\nPatagonia\nGalápagos Islands\nTahiti\nNew Zealand\nAustralia\nFalmouth",
        model: "aster-7b",
        quality: 5,
      },
      {
        text: "The Beagle visited Plymouth, Brazil, Patagonia, the Galápagos Islands, Shrewsbury, Java, Tahiti, Australia and Falmouth.",
        model: "borealis-2",
        quality: 2,
      },
    ],
    remark: "One place per line, from Plymouth to Falmouth.",
    written: {
      careful:
        "Plymouth (departure)\nCape Verde Islands\nBrazil\nPatagonia\nGalápagos Islands\nTahiti\nNew Zealand\nAustralia\nFalmouth (return)",
      middling: "Cape Verde Islands, Brazil, Patagonia, Galápagos Islands, Tahiti, New Zealand, Australia",
      hasty: "Brazil\nGalápagos\nAustralia\nJava",
    },
  },
  {
    id: "ext-stellenanzeige",
    skill: "extraction",
    language: "de",
    domain: "education",
    prompt:
      "Trenne die Anforderungen der Stellenanzeige in „muss“ und „wünschenswert“. Zwei Listen, keine Einleitung.",
    context:
      "Die Musikschule am Anger sucht zum 1. September eine Lehrkraft für Violoncello (m/w/d) mit 12 Wochenstunden. Sie haben ein abgeschlossenes Studium der Instrumentalpädagogik und Erfahrung im Unterricht mit Kindern ab sechs Jahren. Erfahrung mit Ensembles wäre schön, ist aber keine Bedingung. Ein erweitertes Führungszeugnis legen Sie vor Dienstantritt vor. Wir freuen uns, wenn Sie auch Kontrabass unterrichten können. Wir bieten Vergütung nach Tarif, ein eigenes Unterrichtszimmer und ein herzliches Kollegium.",
    responses: [
      {
        text: "Die Musikschule sucht eine Lehrkraft für Violoncello. Man muss studiert haben, mit Kindern arbeiten können, Ensembles leiten und Kontrabass spielen. Geboten werden Tariflohn und ein eigenes Zimmer.",
        model: "cedar-mini",
        quality: 2,
      },
      {
        text: "**Muss**\n- abgeschlossenes Studium der Instrumentalpädagogik\n- Unterrichtserfahrung mit Kindern ab sechs Jahren\n- erweitertes Führungszeugnis vor Dienstantritt\n\n**Wünschenswert**\n- Erfahrung mit Ensembles\n- Unterricht auch für Kontrabass",
        model: "aster-7b",
        quality: 5,
      },
    ],
    remark: "The details are lost: which degree, and children from what age?",
    written: {
      careful:
        "Muss:\n- Studium der Instrumentalpädagogik (abgeschlossen)\n- Erfahrung im Unterricht mit Kindern ab sechs Jahren\n- erweitertes Führungszeugnis\n\nWünschenswert:\n- Ensemble-Erfahrung\n- Kontrabassunterricht",
      middling: "Muss:\n- Studium\n- Erfahrung mit Kindern\n\nWünschenswert:\n- Ensembles\n- Kontrabass",
      hasty: "Studium, Kinder, Ensembles, Führungszeugnis",
    },
  },
  {
    id: "ext-rutas-tren",
    skill: "extraction",
    language: "es",
    domain: "travel",
    prompt:
      "Haz una tabla con cada tren del mensaje: hora de salida, hora de llegada, precio y si hay que hacer transbordo.",
    context:
      "Hola, Inés: he mirado los trenes a Córdoba para el viernes. Hay uno a las 8:15 que llega a las 9:58 y cuesta 48 euros, directo. Si no quieres madrugar, el de las 11:40 también es directo y llega a las 13:25, pero vale 62. El más barato es el de las 10:05: solo 29 euros, aunque hay que cambiar en Ciudad Real y no llega hasta las 13:10. El de la tarde está completo, así que ni lo miro. Dime algo antes del miércoles. Un beso, Pilar",
    responses: [
      {
        text: "| Salida | Llegada | Precio | Transbordo |\n|---|---|---:|---|\n| 8:15 | 9:58 | 48 € | no |\n| 10:05 | 13:10 | 29 € | sí, en Ciudad Real |\n| 11:40 | 13:25 | 62 € | no |",
        model: "aster-7b",
        quality: 4,
      },
      {
        text: "El tren más barato es el de las 10:05 y cuesta 29 euros. Los otros dos son directos pero más caros. Te recomiendo comprar el billete cuanto antes.",
        model: "borealis-2",
        quality: 2,
      },
    ],
    remark: "A table was asked for, with the change of trains in it.",
    written: {
      careful:
        "| Salida | Llegada | Precio | Transbordo |\n|---|---|---|---|\n| 8:15 | 9:58 | 48 € | No |\n| 10:05 | 13:10 | 29 € | Sí (Ciudad Real) |\n| 11:40 | 13:25 | 62 € | No |",
      middling:
        "- 8:15, llega a las 9:58, 48 euros\n- 11:40, llega a las 13:25, 62 euros\n- 10:05, llega a las 13:10, 29 euros, con cambio",
      hasty: "8:15 (48 €), 11:40 (62 €), 10:05 (29 €)",
    },
  },
  {
    id: "ext-lentil-soup",
    skill: "extraction",
    language: "ar",
    domain: "cooking",
    prompt: "استخرج مكوّنات الوصفة مع مقاديرها في قائمة مرتّبة بحسب ذكرها، ولا تكتب طريقة التحضير.",
    context:
      "لتحضير شوربة العدس اغسلي كوبين من العدس الأحمر جيدًا. قطّعي بصلة متوسطة وجزرتين وقلّبيها في ملعقتين كبيرتين من زيت الزيتون حتى تلين. أضيفي العدس وستة أكواب من الماء وملعقة صغيرة من الكمّون، واتركي الخليط على نار هادئة نحو خمس وعشرين دقيقة. اطحني الشوربة حتى تصير ناعمة، ثم أضيفي الملح وعصير نصف ليمونة. قدّميها ساخنة مع الخبز المحمّص لمن أراد.",
    responses: [
      {
        text: "شوربة العدس طبق شتوي لذيذ يتكوّن من العدس والبصل والجزر، ويُطبخ على نار هادئة ثم يُطحن ويُقدَّم ساخنًا مع الخبز.",
        model: "cedar-mini",
        quality: 2,
      },
      {
        text: "1. عدس أحمر: كوبان\n2. بصل: بصلة متوسطة\n3. جزر: جزرتان\n4. زيت زيتون: ملعقتان كبيرتان\n5. ماء: ستة أكواب\n6. كمّون: ملعقة صغيرة\n7. ملح: لم يُذكر مقداره\n8. عصير نصف ليمونة\n9. خبز محمّص للتقديم (اختياري)",
        model: "aster-7b",
        quality: 4,
      },
    ],
    remark: "Some amounts are missing, and so is the salt.",
    written: {
      careful:
        "- كوبان من العدس الأحمر\n- بصلة متوسطة\n- جزرتان\n- ملعقتان كبيرتان من زيت الزيتون\n- ستة أكواب من الماء\n- ملعقة صغيرة من الكمّون\n- ملح (بلا مقدار محدّد)\n- عصير نصف ليمونة\n- خبز محمّص عند التقديم",
      middling: "- عدس أحمر: كوبان\n- بصلة\n- جزرتان\n- زيت زيتون\n- ماء: ستة أكواب\n- كمّون",
      hasty: "عدس وبصل وجزر وماء وليمون",
    },
  },
  {
    id: "ext-meeting-notes",
    skill: "extraction",
    language: "ja",
    domain: "engineering",
    prompt:
      "議事メモから、担当者・作業・期限を箇条書きで抜き出してください。期限が書かれていないものは「期限なし」としてください。",
    context:
      "本日の打ち合わせでは、試作機の振動について話し合った。佐藤さんがモーターの取り付け部を測り直し、金曜日までに結果を送る。原因がゴムの劣化であれば、部品の交換が必要になるため、李さんが仕入れ先に在庫を確認しておく。展示会は来月二十日なので、組み立て手順書は十日までに高橋さんが更新する。予算については次回に持ち越しとした。",
    responses: [
      {
        text: "- 佐藤さん：モーター取り付け部を測り直し、結果を送る（金曜日まで）\n- 李さん：仕入れ先に部品の在庫を確認する（期限なし）\n- 高橋さん：組み立て手順書を更新する（来月10日まで）",
        model: "borealis-2",
        quality: 5,
      },
      {
        text: "- 佐藤さん：測定\n- 李さん：部品の交換（金曜日まで）\n- 高橋さん：展示会の準備（来月20日まで）\n- 予算の確認（次回）",
        model: "aster-7b",
        quality: 2,
      },
    ],
    remark: "Where no deadline is given, write so, as the prompt says.",
    written: {
      careful:
        "- 佐藤：モーター取り付け部の再測定と結果の送付 ― 金曜日まで\n- 李：仕入れ先への在庫確認 ― 期限なし\n- 高橋：組み立て手順書の更新 ― 来月10日まで",
      middling: "- 佐藤さん、測り直し、金曜日\n- 李さん、在庫確認\n- 高橋さん、手順書、十日",
      hasty: "佐藤さんは金曜日まで、高橋さんは二十日まで。",
    },
  },
  {
    id: "ext-book-fair",
    skill: "extraction",
    language: "hi",
    domain: "everyday life",
    prompt: "इस संदेश से कार्यक्रम का नाम, दिन, समय, स्थान और संपर्क व्यक्ति निकालकर पाँच पंक्तियों में लिखिए।",
    context:
      "नमस्ते पड़ोसियो, हमारी कॉलोनी का वार्षिक पुस्तक मेला इस साल रविवार, 9 नवंबर को होगा। पिछले साल यह सामुदायिक भवन में था, लेकिन वहाँ मरम्मत चल रही है, इसलिए इस बार मेला सरकारी विद्यालय के मैदान में लगेगा। मेला सुबह दस बजे शुरू होगा और शाम पाँच बजे तक चलेगा। जो लोग पुरानी किताबें देना चाहते हैं, वे शनिवार तक सुनीता वर्मा से मिलें। बच्चों के लिए कहानी का एक कोना भी होगा।",
    responses: [
      {
        text: "कार्यक्रम: वार्षिक पुस्तक मेला\nदिन: रविवार, 9 नवंबर\nसमय: सुबह 10 बजे से शाम 5 बजे तक\nस्थान: सरकारी विद्यालय का मैदान\nसंपर्क: सुनीता वर्मा",
        model: "aster-7b",
        quality: 5,
      },
      {
        text: "पुस्तक मेला शनिवार को सामुदायिक भवन में होगा। बच्चों के लिए कहानी का कोना होगा।",
        model: "cedar-mini",
        quality: 1,
      },
    ],
    remark: "Five lines were asked for, and the contact is missing.",
    written: {
      careful:
        "कार्यक्रम: कॉलोनी का वार्षिक पुस्तक मेला\nदिन: रविवार, 9 नवंबर\nसमय: सुबह दस बजे से शाम पाँच बजे तक\nस्थान: सरकारी विद्यालय का मैदान\nसंपर्क व्यक्ति: सुनीता वर्मा",
      middling: "पुस्तक मेला, रविवार 9 नवंबर, सुबह दस बजे, सरकारी विद्यालय",
      hasty: "पुस्तक मेला रविवार को है।",
    },
  },
];
