import type { DemoPrompt } from "./prompt.ts";

/** Answer from general knowledge, with no source at hand. */
export const openQa: DemoPrompt[] = [
  {
    id: "oqa-fever-at-night",
    skill: "open-qa",
    language: "en",
    domain: "medicine",
    prompt:
      "Why does a fever often rise in the evening? Explain it to an adult without medical training, in one short paragraph.",
    responses: [
      {
        text: "Your body's temperature follows a daily rhythm even when you are well: it is lowest in the early morning and about half a degree Celsius higher in the late afternoon and evening. A fever adds to that rhythm, so the same illness shows a higher reading at night. A high evening value alone does not mean that you are getting worse.",
        model: "aster-7b",
        quality: 5,
      },
      {
        text: "Fever rises in the evening because germs are active at night and sleep during the day. You should always take medicine in the evening to stop this.",
        model: "cedar-mini",
        quality: 1,
      },
    ],
    remark: "Say by how much, and that a higher reading at night is normal in itself.",
    written: {
      careful:
        "Everybody's temperature goes up and down over the day: it is lowest shortly before we wake and highest in the late afternoon or evening, by roughly half a degree. When you have a fever, this natural rise comes on top of it, so you look sicker at 7 pm than at 7 am although the illness is the same.",
      middling:
        "The body has an inner clock and is warmer in the evening than in the morning. That is why fever is also higher then.",
      hasty: "Because the body is tired in the evening.",
    },
  },
  {
    id: "oqa-html-escape",
    skill: "open-qa",
    language: "en",
    domain: "coding",
    prompt:
      "On my web page the text `<b>sale</b>` must be shown as it is, tags and all, and not in bold. What do I write in the HTML, and why?",
    responses: [
      {
        text: "Just write <b>sale</b> inside a paragraph, browsers show unknown tags as text.",
        model: "cedar-mini",
        quality: 1,
      },
      {
        text: "Write the angle brackets as character references:\n\n```html\n<p>&lt;b&gt;sale&lt;/b&gt;</p>\n```\n\nA browser takes `<` as the start of a tag. `&lt;` stands for the character itself, so the parser sees text and not markup. Only `<` and `&` *must* be escaped in text; `&gt;` for `>` is a habit that costs nothing. If the text comes from a user, let your template engine escape it, or set `element.textContent` instead of `innerHTML`.",
        model: "borealis-2",
        quality: 5,
      },
    ],
    remark: "The line for the page must be complete and right: try it in a browser.",
    written: {
      careful:
        "Write `&lt;b&gt;sale&lt;/b&gt;`. A bare `<` tells the browser that a tag begins; `&lt;` means the character “less than”, so it is displayed and never interpreted. From JavaScript, use `textContent = '<b>sale</b>'`, which needs no escaping at all.",
      middling:
        "You have to escape the brackets: &lt; and &gt; instead of < and >. Then it is shown as text.",
      hasty: "use <code><b>sale</b></code>",
    },
  },
  {
    id: "oqa-compound-interest",
    skill: "open-qa",
    language: "en",
    domain: "finance",
    prompt:
      "What is the rule of 72, and how well does it work at 2 %, 8 % and 24 % a year? Show the numbers.",
    responses: [
      {
        text: "Divide 72 by the yearly rate in percent to estimate the years in which money doubles.\n\n| Rate | Rule of 72 | Exact |\n|---:|---:|---:|\n| 2 % | 36.0 | 35.0 |\n| 8 % | 9.0 | 9.0 |\n| 24 % | 3.0 | 3.2 |\n\nExact means ln 2 / ln(1 + r). The rule is best near 8 %; at low rates it is a little slow, at high rates a little fast.",
        model: "cedar-mini",
        quality: 5,
      },
      {
        text: "The rule of 72 says that money doubles in 72 divided by the interest rate. At 2 % it takes 36 years, at 8 % 9 years and at 24 % 3 years. It is always exact.",
        model: "borealis-2",
        quality: 3,
      },
    ],
    remark: "The exact doubling times are missing, so we cannot see how good the rule is.",
    written: {
      careful:
        "The rule of 72 estimates how many years money needs to double: 72 divided by the interest rate in percent.\n\n- **2 %:** 36 years by the rule, 35.0 in truth\n- **8 %:** 9 years by the rule, 9.0 in truth\n- **24 %:** 3 years by the rule, 3.2 in truth\n\nSo it is very good around 8 % and within some 7 % of the truth at 24 %.",
      middling:
        "You divide 72 by the rate and get the doubling time: 36, 9 and 3 years. It is only an approximation, and it is better for small rates.",
      hasty: "72/2=36, 72/8=9, 72/24=3",
    },
  },
  {
    id: "oqa-sky-colour",
    skill: "open-qa",
    language: "en",
    domain: "education",
    prompt:
      "A seven-year-old asks: “Why is the sky blue in the day but red when the sun goes down?” Answer the child directly.",
    responses: [
      {
        text: "The phenomenon is due to Rayleigh scattering, whose intensity is inversely proportional to the fourth power of the wavelength. At low solar elevations the optical path is longer.",
        model: "aster-7b",
        quality: 2,
      },
      {
        text: "Sunlight looks white, but all the colours of the rainbow are hiding in it! When it flies through the air, tiny bits of air bump the blue light around, so blue comes to you from every side of the sky. In the evening the light has to fly through much more air to reach you. Most of the blue gets bumped away on the long trip, and the red and orange are what is left.",
        model: "cedar-mini",
        quality: 5,
      },
    ],
    remark: "This does not explain it to a child: what happens to the blue light on its way?",
    written: {
      careful:
        "Sunlight is a bundle of all colours. The air throws the blue ones around like bouncy balls, so you see blue wherever you look up. When the sun is low, its light travels a much longer way through the air. The blue balls have bounced off long before they reach you, and the red and orange ones make it to your eyes.",
      middling:
        "Because the air spreads blue light more than red light. In the evening the way through the air is longer and the blue is gone.",
      hasty: "It is the reflection of the sea.",
    },
  },
  {
    id: "oqa-arch-stands",
    skill: "open-qa",
    language: "en",
    domain: "engineering",
    prompt:
      "How can a stone arch without mortar carry a load, although stone breaks easily when it is bent? Keep it under 120 words.",
    responses: [
      {
        text: "Stone is weak in tension but strong in compression. A straight beam bends under load: its lower side is stretched, and there stone cracks. In an arch, the wedge-shaped stones lean on one another, so the load is passed from stone to stone as pressure, round the curve and down into the ground. As long as the line of this pressure stays inside the stones, nothing is pulled apart and no mortar is needed. The price is a sideways push at the feet, which needs heavy abutments or a neighbouring arch.",
        model: "aster-7b",
        quality: 5,
      },
      {
        text: "An arch is strong because of its round shape. The round shape distributes the weight, and the keystone at the top holds everything together, because it is the strongest stone of all.",
        model: "borealis-2",
        quality: 2,
      },
    ],
    remark: "Where the load ends up, and the push at the feet, are missing.",
    written: {
      careful:
        "Because in an arch the stones are only pressed, hardly bent. Each wedge passes the load to its neighbour as a push along the curve until it reaches the ground, and stone is very good at being pushed. Bending would stretch one side, and stretching is what cracks stone. What the arch needs instead is something solid at each end, since its feet push outwards as well as down.",
      middling:
        "The arch turns the weight into compression, which stone can carry well. The stones press on each other and cannot fall.",
      hasty: "The keystone holds it.",
    },
  },
  {
    id: "oqa-besitz-eigentum",
    skill: "open-qa",
    language: "de",
    domain: "law",
    prompt:
      "Was ist in Deutschland der Unterschied zwischen Besitz und Eigentum? Bitte mit einem Beispiel aus dem Alltag, höchstens fünf Sätze.",
    responses: [
      {
        text: "Besitz und Eigentum bedeuten im Alltag dasselbe: Eine Sache gehört mir, wenn ich sie habe. Juristen unterscheiden beides, aber das ist für die Praxis nicht wichtig.",
        model: "cedar-mini",
        quality: 1,
      },
      {
        text: "**Eigentum** sagt, wem eine Sache rechtlich gehört; **Besitz** sagt, wer sie tatsächlich in der Hand hat. Wenn ich mein Fahrrad an eine Freundin verleihe, bleibe ich Eigentümer, aber sie ist für diese Zeit Besitzerin. Auch eine Mieterin besitzt die Wohnung, die dem Vermieter gehört. Selbst ein Dieb ist Besitzer, Eigentümer wird er dadurch nicht.",
        model: "aster-7b",
        quality: 5,
      },
    ],
    remark: "The example should show both words at once.",
    written: {
      careful:
        "Eigentümer ist, wem eine Sache rechtlich gehört (§ 903 BGB). Besitzer ist, wer sie tatsächlich hat (§ 854 BGB). Leihe ich der Nachbarin meine Leiter, bin ich weiter Eigentümer, sie aber Besitzerin. Gibt sie die Leiter zurück, bin ich wieder beides.",
      middling:
        "Eigentum ist das Recht an der Sache, Besitz ist die tatsächliche Herrschaft über sie. Ein Mieter ist zum Beispiel Besitzer.",
      hasty: "Besitz hat man, Eigentum gehört einem.",
    },
  },
  {
    id: "oqa-aguacate",
    skill: "open-qa",
    language: "es",
    domain: "cooking",
    prompt:
      "¿Por qué se pone marrón el aguacate después de cortarlo y qué dos cosas puedo hacer para evitarlo?",
    responses: [
      {
        text: "Al cortarlo, el oxígeno del aire entra en contacto con los compuestos fenólicos de la pulpa, y una enzima los convierte en pigmentos marrones. Para frenarlo:\n\n1. **Ácido:** unas gotas de limón o de lima dificultan el trabajo de la enzima.\n2. **Menos aire:** cubre la pulpa con film pegado a la superficie y guárdala en la nevera, donde el frío también ayuda.\n\nNo se evita del todo, pero se gana un día.",
        model: "aster-7b",
        quality: 4,
      },
      {
        text: "El aguacate se pone marrón porque se pudre enseguida. Lo mejor es dejar el hueso dentro: así no se oxida nunca.",
        model: "cedar-mini",
        quality: 2,
      },
    ],
    remark: "Say what the oxygen reacts with, and how the lemon helps.",
    written: {
      careful:
        "Porque una enzima de la pulpa reacciona con el oxígeno y forma pigmentos oscuros, igual que en una manzana. Puedes rociarlo con zumo de limón, cuyo ácido frena la enzima, y taparlo con film bien pegado para que no le llegue el aire.",
      middling: "Se oxida con el aire. Puedes ponerle limón y guardarlo en la nevera.",
      hasty: "Por el oxígeno. Ponle limón.",
    },
  },
  {
    id: "oqa-al-khwarizmi",
    skill: "open-qa",
    language: "ar",
    domain: "history",
    prompt:
      "من هو الخوارزمي، ولماذا ترتبط باسمه كلمتان نستعملهما اليوم في الرياضيات والحوسبة؟ أجب في فقرة قصيرة.",
    responses: [
      {
        text: "الخوارزمي شاعر عربي مشهور عاش في الأندلس، وقد اخترع الحاسوب الأول، ولهذا سُمّيت الخوارزميات باسمه.",
        model: "cedar-mini",
        quality: 1,
      },
      {
        text: "محمد بن موسى الخوارزمي عالم رياضيات وفلك عمل في بغداد في النصف الأول من القرن التاسع الميلادي. كتب كتابًا في حلّ المعادلات ورد في عنوانه لفظ **الجبر**، ومنه جاءت كلمة *algebra*. أما اسمه نفسه فصار في اللاتينية *Algoritmi*، ومنه جاءت كلمة *algorithm*، أي **الخوارزمية**: خطوات محدّدة تؤدي إلى حلّ مسألة.",
        model: "aster-7b",
        quality: 4,
      },
    ],
    remark: "When he lived is missing, and so is where the word for algebra comes from.",
    written: {
      careful:
        "الخوارزمي عالم عاش في بغداد في القرن التاسع الميلادي، وألّف كتابًا في «الجبر والمقابلة» شرح فيه طرق حلّ المعادلات. من عنوان كتابه أُخذت كلمة «الجبر» في لغات كثيرة، ومن الصيغة اللاتينية لاسمه جاءت كلمة «الخوارزمية» التي تدل على خطوات مرتّبة لحلّ مسألة.",
      middling: "هو عالم رياضيات من بغداد كتب في الجبر، ومن اسمه جاءت كلمة خوارزمية.",
      hasty: "عالم رياضيات قديم.",
    },
  },
  {
    id: "oqa-pressure-cooker",
    skill: "open-qa",
    language: "ja",
    domain: "everyday life",
    prompt: "圧力鍋を使うと、なぜ料理が早くできるのですか。中学生にも分かるように三文で説明してください。",
    responses: [
      {
        text: "ふたを密閉すると、湯気が逃げられず、鍋の中の圧力が高くなります。圧力が高いと水は100度では沸騰せず、およそ120度まで温度が上がります。温度が高いほど食材は早くやわらかくなるので、短い時間で料理ができるのです。",
        model: "borealis-2",
        quality: 5,
      },
      {
        text: "圧力鍋はとても便利な調理器具で、肉じゃがやカレーなど、いろいろな料理に使えます。",
        model: "aster-7b",
        quality: 1,
      },
    ],
    remark: "Three sentences were asked for, and why the pressure rises is missing.",
    written: {
      careful:
        "圧力鍋はふたがぴったり閉まるので、湯気がたまって中の圧力が上がります。すると水の沸点が100度より高くなり、120度近い熱で煮ることができます。そのため、ふつうの鍋より早く火が通ります。",
      middling: "圧力が高いと水の温度が100度より高くなります。だから早く煮えます。",
      hasty: "圧力が強いからです。",
    },
  },
  {
    id: "oqa-decalage",
    skill: "open-qa",
    language: "fr",
    domain: "travel",
    prompt:
      "Pourquoi le décalage horaire est-il souvent plus dur à supporter quand on voyage vers l'est ? Deux ou trois phrases suffisent.",
    responses: [
      {
        text: "Parce que les avions volent plus vite vers l'est et que le corps n'a pas le temps de s'habituer. Il faut boire beaucoup de café à l'arrivée.",
        model: "cedar-mini",
        quality: 1,
      },
      {
        text: "Notre horloge interne a une période un peu supérieure à 24 heures : elle s'allonge plus facilement qu'elle ne se raccourcit. Vers l'ouest, on se couche plus tard, ce qui lui convient assez bien ; vers l'est, il faut s'endormir plus tôt que le corps ne le voudrait. La lumière du matin à destination aide à avancer cette horloge.",
        model: "aster-7b",
        quality: 5,
      },
    ],
    remark: "The inner clock, which is the reason, is missing.",
    written: {
      careful:
        "Chez la plupart des gens, l'horloge interne dure un peu plus de 24 heures : il est donc plus facile de retarder son coucher que de l'avancer. Or un voyage vers l'est raccourcit la journée et oblige à dormir plus tôt.",
      middling: "Parce qu'on perd des heures vers l'est, et qu'il est difficile de s'endormir plus tôt.",
      hasty: "Parce qu'on perd du temps.",
    },
  },
];
