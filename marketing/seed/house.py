"""Who we are, how to reach us, how we treat data, and the rules of the house."""

from __future__ import annotations

from .schema import PageSeed, Words, action, bullets, dishes, notice, story, text, ways

ABOUT = PageSeed(
    code="about",
    kind="StandardPage",
    footer="house",
    picture="isombe-ubugali",
    words={
        "en": Words(
            title="About us",
            intro="A kitchen in a hospital, and a word: dusangire, let’s share.",
            body=(
                text(
                    "Why we cook here",
                    "Whoever is ill eats little, and whoever sits beside them often forgets to eat. Families bring food from far away, in pots wrapped in cloth, in the rain. We thought: the pot should be here already.",
                    "So we cook in the hospital. We cook what people know from home, and we cook it so that somebody who is healing can eat it too.",
                ),
                story(
                    "One pot, many spoons",
                    "In a Rwandan home nobody eats alone. The pot stands in the middle, and whoever comes through the door is told: <i>dusangire</i>, let’s share.",
                ),
                text(
                    "What you can count on",
                    bullets(
                        "Everything is cooked here, on the day you eat it.",
                        "For each dish we say what is in it, and we say so when we do not know.",
                        "The price you agree to is the price you pay.",
                        "What you tell us about your health is seen by those who cook and serve your meal, and by nobody else.",
                    ),
                ),
                text(
                    "The pattern you see",
                    "The lozenges, zigzags and spirals on our pages are imigongo: reliefs from the east of Rwanda, made of earth and ash and painted in black, white, red-brown and cream. We drew them ourselves, with respect for those who make the real ones.",
                ),
                action(
                    "Sit down with us",
                    "The pot is on the table.",
                    ("See the menu", "menu"),
                    ("Reach us", "contact"),
                ),
            ),
        ),
        "fr": Words(
            title="Qui nous sommes",
            intro="Une cuisine dans un hôpital, et un mot : dusangire, partageons.",
            body=(
                text(
                    "Pourquoi nous cuisinons ici",
                    "Qui est malade mange peu, et qui veille à côté oublie souvent de manger. Les familles apportent des plats de loin, dans des marmites enveloppées de tissu, sous la pluie. Nous nous sommes dit : la marmite devrait déjà être là.",
                    "Alors nous cuisinons à l’hôpital. Nous cuisinons ce que l’on connaît de la maison, et de façon que celui qui se remet puisse en manger aussi.",
                ),
                story(
                    "Une marmite, plusieurs cuillères",
                    "Dans une maison rwandaise, personne ne mange seul. La marmite est au milieu, et à qui passe la porte on dit : <i>dusangire</i>, partageons.",
                ),
                text(
                    "Ce sur quoi vous pouvez compter",
                    bullets(
                        "Tout est cuisiné ici, le jour où vous le mangez.",
                        "Pour chaque plat nous disons ce qu’il contient, et nous le disons quand nous ne savons pas.",
                        "Le prix que vous acceptez est le prix que vous payez.",
                        "Ce que vous nous confiez de votre santé n’est vu que par ceux qui préparent et servent votre repas.",
                    ),
                ),
                text(
                    "Le motif que vous voyez",
                    "Les losanges, zigzags et spirales de nos pages sont des imigongo : des reliefs de l’est du Rwanda, faits de terre et de cendre, peints en noir, blanc, brun-rouge et crème. Nous les avons dessinés nous-mêmes, avec respect pour celles et ceux qui font les vrais.",
                ),
                action(
                    "Asseyez-vous avec nous",
                    "La marmite est sur la table.",
                    ("Voir la carte", "menu"),
                    ("Nous joindre", "contact"),
                ),
            ),
        ),
        "rw": Words(
            title="Abo turi bo",
            intro="Igikoni mu bitaro, n’ijambo rimwe: dusangire.",
            body=(
                text(
                    "Impamvu dutekera hano",
                    "Urwaye arya duke, umurwaje akenshi akibagirwa kurya. Imiryango izana ibiryo biturutse kure, mu nkono zipfunyitse mu gitenge, mu mvura. Twaratekereje tuti: inkono yari ikwiye kuba iri hano.",
                    "Ni yo mpamvu dutekera mu bitaro. Duteka ibyo abantu bamenyereye mu rugo, kandi tukabiteka ku buryo n’uri gukira abasha kubirya.",
                ),
                story(
                    "Inkono imwe, ibiyiko byinshi",
                    "Mu muryango nyarwanda nta wurya wenyine. Inkono iba hagati, uwinjiye wese akabwirwa ati: <i>dusangire</i>.",
                ),
                text(
                    "Ibyo mwakwizera",
                    bullets(
                        "Byose bitekerwa hano, umunsi mubiriraho.",
                        "Kuri buri funguro tuvuga ibirimo, n’igihe tutabizi tukabivuga.",
                        "Igiciro mwemeye ni cyo mwishyura.",
                        "Ibyo mutubwira ku buzima bwanyu bibonwa gusa n’abateka n’abatanga ifunguro ryanyu.",
                    ),
                ),
                text(
                    "Imitako mubona",
                    "Imitako iri ku mpapuro zacu ni imigongo: imitako y’iburasirazuba bw’u Rwanda ikorwa mu itaka n’ivu, igasigwa umukara, umweru, umutuku w’itaka n’ibara ry’amata. Twayishushanyije ubwacu, twubaha abakora iya nyayo.",
                ),
                action(
                    "Mwicare dusangire",
                    "Inkono iri ku meza.",
                    ("Kureba menu", "menu"),
                    ("Mutugereho", "contact"),
                ),
            ),
        ),
    },
)

FAMILIES = PageSeed(
    code="for-families",
    kind="LandingPage",
    footer="house",
    picture="mashed-potatoes-chicken",
    words={
        "en": Words(
            title="Feed somebody you love",
            intro="You are at work, at home or abroad, and somebody of yours lies in this hospital. Choose the meal; we bring it to the bed.",
            body=(
                ways(
                    "So that you can stop worrying",
                    (
                        "Before",
                        "You choose with care",
                        (
                            "Say once what your relative must not eat. Dishes that do not suit are marked.",
                            "What doctors say stays between them and the patient; you only tell us what you know.",
                        ),
                    ),
                    (
                        "Meanwhile",
                        "You see where it is",
                        (
                            "The link of the order shows each step.",
                            "Send the link on, so that your relative knows that something good is coming.",
                        ),
                    ),
                    (
                        "Afterwards",
                        "You do it again in a minute",
                        (
                            "An account keeps the people and places you order for.",
                            "Order the same again with one tap.",
                        ),
                    ),
                ),
                dishes("Gentle meals", source="rule", diet="soft_diet"),
                action(
                    "Send a meal today",
                    "It takes three short steps.",
                    ("See the menu", "menu"),
                    ("How to order for somebody", "help-for-somebody"),
                ),
            ),
        ),
        "fr": Words(
            title="Nourrir quelqu’un que l’on aime",
            intro="Vous êtes au travail, à la maison ou à l’étranger, et l’un des vôtres est dans cet hôpital. Choisissez le repas ; nous l’apportons au lit.",
            body=(
                ways(
                    "Pour être rassuré",
                    (
                        "Avant",
                        "Vous choisissez avec soin",
                        (
                            "Dites une fois ce que votre proche ne doit pas manger. Les plats qui ne conviennent pas sont signalés.",
                            "Ce que disent les médecins reste entre eux et le patient ; vous dites seulement ce que vous savez.",
                        ),
                    ),
                    (
                        "Pendant",
                        "Vous voyez où il est",
                        (
                            "Le lien de la commande montre chaque étape.",
                            "Envoyez le lien : votre proche saura que quelque chose de bon arrive.",
                        ),
                    ),
                    (
                        "Après",
                        "Vous recommencez en une minute",
                        (
                            "Un compte garde les personnes et les lieux pour qui vous commandez.",
                            "Reprenez la même commande d’un geste.",
                        ),
                    ),
                ),
                dishes("Repas tout doux", source="rule", diet="soft_diet"),
                action(
                    "Envoyez un repas aujourd’hui",
                    "Trois petites étapes suffisent.",
                    ("Voir la carte", "menu"),
                    ("Commander pour quelqu’un", "help-for-somebody"),
                ),
            ),
        ),
        "rw": Words(
            title="Gaburira uwo ukunda",
            intro="Muri ku kazi, mu rugo cyangwa mu mahanga, kandi hari uwanyu urwariye hano. Muhitemo ifunguro; turarimushyira ku gitanda.",
            body=(
                ways(
                    "Kugira ngo mugire amahoro",
                    (
                        "Mbere",
                        "Muhitamo mwitonze",
                        (
                            "Mutubwire rimwe ibyo uwanyu atagomba kurya. Amafunguro atamukwiriye ashyirwaho akamenyetso.",
                            "Ibyo abaganga bavuga biguma hagati yabo n’umurwayi; mutubwira gusa ibyo muzi.",
                        ),
                    ),
                    (
                        "Hagati aho",
                        "Mubona aho rigeze",
                        (
                            "Linki ya komande yerekana buri ntambwe.",
                            "Mumwoherereze linki, amenye ko hari ikiryoshye kiri mu nzira.",
                        ),
                    ),
                    (
                        "Nyuma",
                        "Mwongera mu munota umwe",
                        (
                            "Konti ibika abantu n’ahantu mutumiriza.",
                            "Mwongere gutumiza ibya mbere mukanze rimwe.",
                        ),
                    ),
                ),
                dishes("Amafunguro yoroshye", source="rule", diet="soft_diet"),
                action(
                    "Mumwoherereze ifunguro uyu munsi",
                    "Ni intambwe eshatu ngufi.",
                    ("Kureba menu", "menu"),
                    ("Gutumiriza undi", "help-for-somebody"),
                ),
            ),
        ),
    },
)

CONTACT = PageSeed(
    code="contact",
    kind="ContactPage",
    footer="help",
    words={
        "en": Words(
            title="Reach us",
            intro="A question, a wish, something that went wrong: tell us. Somebody who can decide reads it.",
            body=(
                text(
                    "About an order",
                    "Have the number of your order at hand; it stands on its page and in every message we sent you. If a meal is on its way and something is wrong, calling is quickest.",
                ),
                text(
                    "If you feel unwell after eating",
                    "Tell the nurse or go to the emergency desk first. Then tell us what you ate and when, so that we can look at once.",
                ),
            ),
        ),
        "fr": Words(
            title="Nous joindre",
            intro="Une question, un souhait, quelque chose qui n’a pas marché : dites-le-nous. Quelqu’un qui peut décider le lit.",
            body=(
                text(
                    "Au sujet d’une commande",
                    "Ayez le numéro de la commande sous la main ; il est sur sa page et dans chaque message reçu. Si le repas est en route et que quelque chose ne va pas, le plus rapide est d’appeler.",
                ),
                text(
                    "Si vous vous sentez mal après le repas",
                    "Prévenez d’abord l’infirmière ou allez aux urgences. Puis dites-nous ce que vous avez mangé et quand, pour que nous regardions aussitôt.",
                ),
            ),
        ),
        "rw": Words(
            title="Mutugereho",
            intro="Ikibazo, icyifuzo, ikitagenze neza: mubitubwire. Bisomwa n’ushobora gufata icyemezo.",
            body=(
                text(
                    "Ibyerekeye komande",
                    "Mube mufite nimero ya komande; iri ku rupapuro rwayo no mu butumwa bwose twaboherereje. Niba ifunguro riri mu nzira kandi hari ikitagenda, guhamagara ni byo byihuta.",
                ),
                text(
                    "Niba mwumva mutameze neza nyuma yo kurya",
                    "Mubanze mubwire umuforomo cyangwa mujye aho bakira indembe. Hanyuma mutubwire ibyo mwariye n’igihe, turebe ako kanya.",
                ),
            ),
        ),
    },
)

PRIVACY = PageSeed(
    code="privacy",
    kind="StandardPage",
    footer="house",
    words={
        "en": Words(
            title="Privacy",
            intro="What we keep about you, why, who sees it, and what you can ask of us. In plain words.",
            body=(
                text(
                    "What we keep",
                    bullets(
                        "To bring a meal: your name, your phone number, the place, what was ordered and what it cost.",
                        "If you told us: allergies and diets of the person who eats. That is health data, and we treat it as such.",
                        "If you have an account: your e-mail or phone, and the people and places you keep there.",
                    ),
                ),
                text(
                    "Who sees it",
                    "The kitchen sees dishes and allergens, never your phone number. The courier sees the name, the place and the number to call, for the meals on that run only. Marketing sees neither health nor money. Every change of money or state is written down with who made it.",
                ),
                text(
                    "What we do not do",
                    bullets(
                        "No cookies of others, no advertising networks, no pictures or scripts from foreign servers.",
                        "No sale of data, to nobody.",
                        "No message that you did not ask for, except those about your order.",
                    ),
                ),
                text(
                    "Cookies",
                    "One remembers your cart, one that there is a cart, one that you are logged in, and one guards forms against fraud. None follows you to other sites.",
                ),
                text(
                    "How long",
                    "Carts that nobody orders are swept away. Orders and receipts are kept as long as tax law asks; after that the name goes. What you told us about a diet stays with the cart and the order it was for, and goes with them.",
                ),
                text(
                    "Your rights",
                    'The law of Rwanda on personal data (no. 058/2021) gives you the right to know, to correct, to take along and to have erased what we keep. <a href="page:contact">Write to us</a>; we answer within thirty days.',
                ),
                notice(
                    "This text describes how the system works. The hospital’s own data protection officer is responsible and may add to it.",
                ),
            ),
        ),
        "fr": Words(
            title="Vie privée",
            intro="Ce que nous gardons sur vous, pourquoi, qui le voit, et ce que vous pouvez nous demander. En mots simples.",
            body=(
                text(
                    "Ce que nous gardons",
                    bullets(
                        "Pour apporter un repas : votre nom, votre numéro, le lieu, ce qui a été commandé et son prix.",
                        "Si vous nous l’avez dit : allergies et régimes de la personne qui mange. Ce sont des données de santé, et nous les traitons comme telles.",
                        "Si vous avez un compte : votre e-mail ou téléphone, et les personnes et lieux que vous y gardez.",
                    ),
                ),
                text(
                    "Qui le voit",
                    "La cuisine voit plats et allergènes, jamais votre numéro. Le livreur voit le nom, le lieu et le numéro à appeler, pour sa tournée seulement. Le marketing ne voit ni santé ni argent. Tout changement d’argent ou d’état est noté avec son auteur.",
                ),
                text(
                    "Ce que nous ne faisons pas",
                    bullets(
                        "Pas de cookies d’autrui, pas de réseaux publicitaires, pas d’images ni de scripts venus d’ailleurs.",
                        "Pas de vente de données, à personne.",
                        "Pas de message non demandé, sauf ceux de votre commande.",
                    ),
                ),
                text(
                    "Cookies",
                    "L’un retient votre panier, un autre qu’il y a un panier, un autre que vous êtes connecté, et un dernier protège les formulaires. Aucun ne vous suit sur d’autres sites.",
                ),
                text(
                    "Combien de temps",
                    "Les paniers oubliés sont effacés. Commandes et reçus sont gardés aussi longtemps que l’impôt le demande ; ensuite le nom disparaît. Ce que vous avez dit d’un régime reste avec le panier et la commande concernés, et part avec eux.",
                ),
                text(
                    "Vos droits",
                    'La loi rwandaise sur les données personnelles (n° 058/2021) vous donne le droit de savoir, de corriger, d’emporter et de faire effacer ce que nous gardons. <a href="page:contact">Écrivez-nous</a> ; nous répondons sous trente jours.',
                ),
                notice(
                    "Ce texte décrit le fonctionnement du système. Le responsable de la protection des données de l’hôpital peut le compléter.",
                ),
            ),
        ),
        "rw": Words(
            title="Ubuzima bwite",
            intro="Ibyo tubika kuri mwe, impamvu, ababibona, n’ibyo mwadusaba. Mu magambo yumvikana.",
            body=(
                text(
                    "Ibyo tubika",
                    bullets(
                        "Kugira ngo tubazanire ifunguro: izina, nimero ya telefoni, aho muri, ibyatumijwe n’igiciro.",
                        "Niba mwarabitubwiye: aleriji n’imirire by’urya. Ayo ni amakuru y’ubuzima, kandi tuyafata dutyo.",
                        "Niba mufite konti: imeyili cyangwa telefoni, n’abantu n’ahantu mubikamo.",
                    ),
                ),
                text(
                    "Ababibona",
                    "Igikoni kibona amafunguro n’ibitera aleriji, ntikibona nimero yanyu. Uzana ifunguro abona izina, aho muri na nimero yahamagara, by’ibyo ajyanye gusa. Abashinzwe kwamamaza ntibabona ubuzima cyangwa amafaranga. Buri hinduka ry’amafaranga cyangwa ry’intambwe ryandikwa hamwe n’uwarikoze.",
                ),
                text(
                    "Ibyo tudakora",
                    bullets(
                        "Nta kuki z’abandi, nta kwamamaza kw’abandi, nta mafoto cyangwa porogaramu biva ahandi.",
                        "Ntitugurisha amakuru, na rimwe.",
                        "Nta butumwa mutasabye, uretse ubwa komande yanyu.",
                    ),
                ),
                text(
                    "Kuki",
                    "Imwe yibuka agaseke kanyu, indi yibuka ko gahari, indi ko mwinjiye, indi irinda uburiganya. Nta na imwe ibakurikira ku zindi mbuga.",
                ),
                text(
                    "Igihe bimara",
                    "Udutebo tutatumijwe turasibwa. Komande n’inyemezabwishyu bibikwa igihe amategeko y’imisoro abisaba; hanyuma izina rikavaho. Ibyo mwavuze ku mirire bigumana n’agaseke na komande byari bigenewe, bikajyana na byo.",
                ),
                text(
                    "Uburenganzira bwanyu",
                    'Itegeko ry’u Rwanda rirengera amakuru bwite (nº 058/2021) ribaha uburenganzira bwo kumenya, gukosora, gutwara no gusibisha ibyo tubika. <a href="page:contact">Mutwandikire</a>; dusubiza bitarenze iminsi mirongo itatu.',
                ),
                notice(
                    "Uyu mwandiko uvuga uko sisitemu ikora. Ushinzwe kurengera amakuru mu bitaro ashobora kuwongeraho.",
                ),
            ),
        ),
    },
)

TERMS = PageSeed(
    code="terms",
    kind="StandardPage",
    footer="house",
    words={
        "en": Words(
            title="Terms",
            intro="The rules between you and the kitchen, short enough to be read.",
            body=(
                text(
                    "Your order",
                    "An order is binding when its page says “confirmed”. Before that, we tell you if something cannot be had any more, and nothing is taken.",
                    "Until the kitchen begins you can cancel on the page of your order, without a reason and without cost.",
                ),
                text(
                    "Prices",
                    "Prices are in Rwandan francs and include VAT. What stood on the button when you ordered holds, even if a price changes afterwards. Delivery depends on the place and stands in the cart.",
                ),
                text(
                    "Delivery",
                    "We bring the meal to the place you named. If nobody is there and nobody answers, we try what is reasonable and then take the meal back; speak with us about what happens next.",
                ),
                text(
                    "When something is wrong",
                    "Too late, cold, the wrong dish: tell us the same day. We make it good, by cooking again or by giving money back, whole or in part.",
                ),
                text(
                    "What we ask of you",
                    bullets(
                        "Tell us honestly about allergies and diets; we can only check what we know.",
                        "Order for another person only with their consent.",
                        "In the hospital, the word of doctors and nurses counts more than any order.",
                    ),
                ),
                notice(
                    "Our tags and figures help you choose. They do not replace advice from a doctor or dietitian.",
                    "careful",
                ),
            ),
        ),
        "fr": Words(
            title="Conditions",
            intro="Les règles entre vous et la cuisine, assez courtes pour être lues.",
            body=(
                text(
                    "Votre commande",
                    "Une commande engage quand sa page dit « confirmée ». Avant, nous vous disons si quelque chose manque, et rien n’est pris.",
                    "Tant que la cuisine n’a pas commencé, vous pouvez annuler sur la page de la commande, sans raison et sans frais.",
                ),
                text(
                    "Prix",
                    "Les prix sont en francs rwandais, TVA comprise. Ce qui était sur le bouton au moment de commander vaut, même si un prix change ensuite. La livraison dépend du lieu et figure dans le panier.",
                ),
                text(
                    "Livraison",
                    "Nous apportons le repas au lieu indiqué. Si personne n’est là et que personne ne répond, nous essayons ce qui est raisonnable, puis nous ramenons le repas ; parlez-nous de la suite.",
                ),
                text(
                    "Si quelque chose ne va pas",
                    "Trop tard, froid, mauvais plat : dites-le-nous le jour même. Nous réparons, en cuisinant de nouveau ou en rendant l’argent, en tout ou en partie.",
                ),
                text(
                    "Ce que nous vous demandons",
                    bullets(
                        "Soyez francs sur les allergies et régimes ; nous ne vérifions que ce que nous savons.",
                        "Ne commandez pour autrui qu’avec son accord.",
                        "À l’hôpital, la parole des médecins et infirmières passe avant toute commande.",
                    ),
                ),
                notice(
                    "Nos mentions et valeurs aident à choisir. Elles ne remplacent pas l’avis d’un médecin ou d’un diététicien.",
                    "careful",
                ),
            ),
        ),
        "rw": Words(
            title="Amabwiriza",
            intro="Amategeko hagati yanyu n’igikoni, magufi ku buryo asomwa.",
            body=(
                text(
                    "Komande yanyu",
                    "Komande yemerwa burundu iyo urupapuro rwayo ruvuze ngo “yemejwe”. Mbere yaho, tubabwira iyo hari ikitakiboneka, kandi nta cyo dufata.",
                    "Igihe igikoni kitaratangira, mushobora guhagarika komande ku rupapuro rwayo, nta mpamvu mutanze kandi nta kiguzi.",
                ),
                text(
                    "Ibiciro",
                    "Ibiciro biri mu mafaranga y’u Rwanda kandi birimo TVA. Ibyari kuri buto mutumiza ni byo bikurikizwa, nubwo igiciro cyahinduka nyuma. Kugemura biterwa n’aho muri kandi bigaragara mu gaseke.",
                ),
                text(
                    "Kugemura",
                    "Tuzana ifunguro aho mwavuze. Iyo nta uhari kandi nta witaba, tugerageza ibishoboka, hanyuma tukarisubiranayo; mutuvugishe ku bikurikira.",
                ),
                text(
                    "Iyo hari ikitagenze neza",
                    "Ryatinze, rikonje, cyangwa si ryo: mubitubwire uwo munsi. Turabikosora, twongeye guteka cyangwa dusubije amafaranga, yose cyangwa igice.",
                ),
                text(
                    "Icyo tubasaba",
                    bullets(
                        "Mutubwize ukuri kuri aleriji n’imirire; tugenzura gusa ibyo tuzi.",
                        "Mutumirize undi ari uko yabyemeye.",
                        "Mu bitaro, ijambo ry’abaganga n’abaforomo riruta komande iyo ari yo yose.",
                    ),
                ),
                notice(
                    "Ibirango n’imibare yacu bibafasha guhitamo. Ntibisimbura inama ya muganga cyangwa inzobere mu mirire.",
                    "careful",
                ),
            ),
        ),
    },
)

HOUSE = (CONTACT, ABOUT, FAMILIES, PRIVACY, TERMS)
