"""The guide: one page for each thing that somebody wants to do. Pictures: seed/pictures/."""

from __future__ import annotations

from .schema import PageSeed, Words, headed, notice, questions, steps, text

INDEX = PageSeed(
    code="help",
    kind="HelpIndexPage",
    in_header=True,
    footer="help",
    words={
        "en": Words(
            title="Help",
            intro="What would you like to do? Each guide takes two minutes to read.",
            body=(questions("Quick answers", "ordering"),),
        ),
        "fr": Words(
            title="Aide",
            intro="Que voulez-vous faire ? Chaque guide se lit en deux minutes.",
            body=(questions("Réponses rapides", "ordering"),),
        ),
        "rw": Words(
            title="Ubufasha",
            intro="Murashaka gukora iki? Buri buyobozi busomwa mu minota ibiri.",
            body=(questions("Ibisubizo byihuse", "ordering"),),
        ),
    },
)

TO_A_BED = PageSeed(
    code="help-to-a-bed",
    kind="HelpPage",
    parent="help",
    words={
        "en": Words(
            title="Order a meal to a bed",
            intro="From the menu to the bedside in five steps. No account is needed.",
            body=(
                steps(
                    "Step by step",
                    (
                        "Choose on the menu",
                        "Tap the plus on a dish. If it comes in sizes or with options, a sheet opens in which you choose.",
                        "help-menu",
                        "The menu with a dish, its price and the plus sign",
                    ),
                    (
                        "Say where",
                        "Choose the ward, then the room and the bed. If a card hangs at the bed, point your phone at its code and this is done.",
                        "help-place",
                        "Choosing ward, room and bed",
                    ),
                    (
                        "Look at the cart",
                        "Change numbers, add a note for the kitchen, and see what delivery costs.",
                        "help-cart",
                        "The cart with a dish, where it goes, and the total",
                    ),
                    (
                        "Order",
                        "Name and phone, when, and how to pay: three short steps on one page. The total is on the button.",
                        "help-checkout",
                        "The checkout with its three steps",
                    ),
                    (
                        "Watch it come",
                        "The page of your order changes by itself. Keep its link, or send it to somebody.",
                        "help-order",
                        "The page of an order with its five steps",
                    ),
                ),
                notice(
                    "Doctors’ orders first: if somebody must not eat before an operation, please do not order for that time.",
                    "careful",
                ),
            ),
        ),
        "fr": Words(
            title="Commander un repas au lit",
            intro="De la carte au chevet en cinq étapes. Pas besoin de compte.",
            body=(
                steps(
                    "Pas à pas",
                    (
                        "Choisissez sur la carte",
                        "Touchez le plus d’un plat. S’il existe en plusieurs tailles ou avec des options, une feuille s’ouvre pour choisir.",
                        "help-menu",
                        "La carte avec un plat, son prix et le signe plus",
                    ),
                    (
                        "Dites où",
                        "Choisissez le service, puis la chambre et le lit. Si une carte pend au lit, visez son code avec le téléphone : c’est fait.",
                        "help-place",
                        "Le choix du service, de la chambre et du lit",
                    ),
                    (
                        "Regardez le panier",
                        "Changez les quantités, ajoutez un mot pour la cuisine, et voyez le prix de la livraison.",
                        "help-cart",
                        "Le panier avec un plat, sa destination et le total",
                    ),
                    (
                        "Commandez",
                        "Nom et téléphone, quand, et comment payer : trois petites étapes sur une page. Le total est sur le bouton.",
                        "help-checkout",
                        "La commande en trois étapes",
                    ),
                    (
                        "Suivez-le",
                        "La page de votre commande change toute seule. Gardez son lien, ou envoyez-le à quelqu’un.",
                        "help-order",
                        "La page d’une commande avec ses cinq étapes",
                    ),
                ),
                notice(
                    "Les consignes des médecins d’abord : si quelqu’un doit rester à jeun avant une opération, ne commandez pas pour ce moment.",
                    "careful",
                ),
            ),
        ),
        "rw": Words(
            title="Gutumiza ifunguro ku gitanda",
            intro="Kuva kuri menu kugeza ku gitanda mu ntambwe eshanu. Si ngombwa konti.",
            body=(
                steps(
                    "Intambwe ku yindi",
                    (
                        "Muhitemo kuri menu",
                        "Mukande ku kamenyetso ko guteranya ku ifunguro. Iyo rifite ingano cyangwa amahitamo, hafunguka urupapuro muhitiramo.",
                        "help-menu",
                        "Menu iriho ifunguro, igiciro n’akamenyetso ko guteranya",
                    ),
                    (
                        "Muvuge aho rijya",
                        "Muhitemo serivisi, icyumba n’igitanda. Niba ku gitanda hari ikarita, mufotore kode yayo: birangiye.",
                        "help-place",
                        "Guhitamo serivisi, icyumba n’igitanda",
                    ),
                    (
                        "Murebe agaseke",
                        "Muhindure umubare, mwandikire igikoni, kandi murebe ikiguzi cyo kugemura.",
                        "help-cart",
                        "Agaseke karimo ifunguro, aho rijya n’igiteranyo",
                    ),
                    (
                        "Mutumize",
                        "Izina na telefoni, igihe, n’uko mwishyura: intambwe eshatu ngufi ku rupapuro rumwe. Igiteranyo kiri kuri buto.",
                        "help-checkout",
                        "Gutumiza mu ntambwe eshatu",
                    ),
                    (
                        "Mukurikire aho rigeze",
                        "Urupapuro rwa komande ruhinduka ubwarwo. Mubike linki yarwo, cyangwa muyoherereze undi.",
                        "help-order",
                        "Urupapuro rwa komande n’intambwe zayo eshanu",
                    ),
                ),
                notice(
                    "Amabwiriza y’abaganga ni yo abanza: niba hari utagomba kurya mbere yo kubagwa, ntimugatumize kuri icyo gihe.",
                    "careful",
                ),
            ),
        ),
    },
)

FOR_SOMEBODY = PageSeed(
    code="help-for-somebody",
    kind="HelpPage",
    parent="help",
    words={
        "en": Words(
            title="Order for somebody else",
            intro="For a patient, a child, a colleague: from beside the bed or from another country.",
            body=(
                steps(
                    "Step by step",
                    (
                        "Say for whom",
                        "Give the person a name that you understand, such as Mama, and say what they must not eat.",
                        "help-eater",
                        "Saying who eats and what must not be on the plate",
                    ),
                    (
                        "Choose their place",
                        "Ward, room and bed. If you do not know the bed, ask the person or the nurse; the room alone is not enough.",
                    ),
                    (
                        "Choose dishes that suit",
                        "Dishes that do not suit are marked with the reason. They cannot be put into the cart by mistake.",
                    ),
                    (
                        "Send the link on",
                        "After ordering, send the link of the order to whoever sits beside the bed.",
                    ),
                ),
                text(
                    "What about the doctors?",
                    "We do not ask doctors about patients, and they do not tell us anything. You tell us what you know; the ward has the last word.",
                ),
            ),
        ),
        "fr": Words(
            title="Commander pour quelqu’un d’autre",
            intro="Pour un patient, un enfant, un collègue : à son chevet ou depuis un autre pays.",
            body=(
                steps(
                    "Pas à pas",
                    (
                        "Dites pour qui",
                        "Donnez à la personne un nom que vous comprenez, par exemple Maman, et dites ce qu’elle ne doit pas manger.",
                        "help-eater",
                        "Dire qui mange et ce qui ne doit pas être dans l’assiette",
                    ),
                    (
                        "Choisissez son lieu",
                        "Service, chambre et lit. Si vous ne connaissez pas le lit, demandez à la personne ou à l’infirmière ; la chambre seule ne suffit pas.",
                    ),
                    (
                        "Choisissez des plats qui conviennent",
                        "Les plats qui ne conviennent pas sont signalés, avec la raison. On ne peut pas les mettre au panier par erreur.",
                    ),
                    (
                        "Envoyez le lien",
                        "Après la commande, envoyez le lien à la personne qui veille à côté du lit.",
                    ),
                ),
                text(
                    "Et les médecins ?",
                    "Nous ne demandons rien aux médecins sur les patients, et ils ne nous disent rien. Vous dites ce que vous savez ; le service a le dernier mot.",
                ),
            ),
        ),
        "rw": Words(
            title="Gutumiriza undi",
            intro="Umurwayi, umwana, mugenzi wanyu: muri iruhande rw’igitanda cyangwa mu kindi gihugu.",
            body=(
                steps(
                    "Intambwe ku yindi",
                    (
                        "Muvuge uwo mutumiriza",
                        "Mumuhe izina mwumva, nka Mama, muvuge ibyo atagomba kurya.",
                        "help-eater",
                        "Kuvuga urya n’ibitagomba kuba ku isahani",
                    ),
                    (
                        "Muhitemo aho ari",
                        "Serivisi, icyumba n’igitanda. Niba mutazi igitanda, mubaze nyir’ubwite cyangwa umuforomo; icyumba cyonyine ntigihagije.",
                    ),
                    (
                        "Muhitemo amukwiriye",
                        "Amafunguro atamukwiriye ashyirwaho akamenyetso n’impamvu. Ntashobora kujya mu gaseke ku bw’impanuka.",
                    ),
                    (
                        "Mwohereze linki",
                        "Nyuma yo gutumiza, mwoherereze linki ya komande uri iruhande rw’igitanda.",
                    ),
                ),
                text(
                    "Abaganga bo?",
                    "Nta cyo tubaza abaganga ku barwayi, na bo nta cyo batubwira. Mutubwira ibyo muzi; serivisi ni yo ifata icyemezo cya nyuma.",
                ),
            ),
        ),
    },
)

FIND = PageSeed(
    code="help-find-a-dish",
    kind="HelpPage",
    parent="help",
    words={
        "en": Words(
            title="Find a dish that suits you",
            intro="By diet, by price, by what must not be in it.",
            body=(
                steps(
                    "Step by step",
                    (
                        "Open the filters",
                        "On the menu, above the dishes. Choose a diet, what it must be free from, or the most you want to spend.",
                        "help-filters",
                        "The filters of the menu",
                    ),
                    (
                        "Read the dish",
                        "Its own page lists all fourteen allergens, the figures of a portion, and what each tag means.",
                        "help-dish",
                        "The page of a dish with allergens and figures",
                    ),
                    (
                        "Let us check for you",
                        "Say who eats and what they must avoid. From then on, the whole menu is marked for that person.",
                    ),
                ),
            ),
        ),
        "fr": Words(
            title="Trouver un plat qui convient",
            intro="Par régime, par prix, par ce qu’il ne doit pas contenir.",
            body=(
                steps(
                    "Pas à pas",
                    (
                        "Ouvrez les filtres",
                        "Sur la carte, au-dessus des plats. Choisissez un régime, ce dont il doit être exempt, ou votre prix maximum.",
                        "help-filters",
                        "Les filtres de la carte",
                    ),
                    (
                        "Lisez le plat",
                        "Sa page donne les quatorze allergènes, les valeurs d’une portion, et ce que veut dire chaque mention.",
                        "help-dish",
                        "La page d’un plat avec allergènes et valeurs",
                    ),
                    (
                        "Laissez-nous vérifier",
                        "Dites qui mange et ce qu’il faut éviter. Dès lors, toute la carte est annotée pour cette personne.",
                    ),
                ),
            ),
        ),
        "rw": Words(
            title="Gushaka ifunguro ribakwiriye",
            intro="Mukurikije imirire, igiciro, cyangwa ibitagomba kubamo.",
            body=(
                steps(
                    "Intambwe ku yindi",
                    (
                        "Mufungure uburyo bwo gutoranya",
                        "Kuri menu, hejuru y’amafunguro. Muhitemo imirire, ibyo ritagomba kubamo, cyangwa igiciro mutarenza.",
                        "help-filters",
                        "Uburyo bwo gutoranya kuri menu",
                    ),
                    (
                        "Musome ifunguro",
                        "Urupapuro rwaryo rugaragaza ibitera aleriji byose uko ari cumi na bine, imibare y’isahani, n’icyo buri kirango kivuga.",
                        "help-dish",
                        "Urupapuro rw’ifunguro n’ibitera aleriji",
                    ),
                    (
                        "Mureke tubagenzurire",
                        "Muvuge urya n’ibyo agomba kwirinda. Kuva ubwo, menu yose ishyirwaho utumenyetso tw’uwo muntu.",
                    ),
                ),
            ),
        ),
    },
)

FOLLOW = PageSeed(
    code="help-follow-or-cancel",
    kind="HelpPage",
    parent="help",
    words={
        "en": Words(
            title="Follow or cancel an order",
            intro="Everything about an order is on its own page. Its link is in the message we sent you.",
            body=(
                text(
                    "The five steps",
                    "Confirmed, being cooked, ready, on its way, handed over. The page says in one sentence where it is, and when we promised it.",
                ),
                text(
                    "To cancel",
                    "As long as the kitchen has not begun, the page has a button for it. Afterwards please speak with us.",
                ),
                text(
                    "Lost the link?",
                    'Look into your messages, or log in: orders of an account stand there under “Orders”. A guest who has lost the link can <a href="page:contact">ask us</a> with name, phone number and day.',
                ),
                text(
                    "Order the same again",
                    "On the page of an old order, and in your account, one tap puts the same dishes into the cart, as far as they can be had today and at today’s prices.",
                ),
            ),
        ),
        "fr": Words(
            title="Suivre ou annuler une commande",
            intro="Tout ce qui concerne une commande est sur sa page. Son lien est dans le message reçu.",
            body=(
                text(
                    "Les cinq étapes",
                    "Confirmée, en cuisine, prête, en route, remise. La page dit en une phrase où elle en est, et pour quand nous l’avons promise.",
                ),
                text(
                    "Annuler",
                    "Tant que la cuisine n’a pas commencé, la page a un bouton pour cela. Ensuite, parlez-nous.",
                ),
                text(
                    "Lien perdu ?",
                    'Cherchez dans vos messages, ou connectez-vous : les commandes d’un compte y sont sous « Commandes ». Sans compte et sans lien, <a href="page:contact">demandez-nous</a> avec nom, numéro et jour.',
                ),
                text(
                    "Reprendre la même",
                    "Sur la page d’une ancienne commande, et dans votre compte, un geste remet les mêmes plats au panier, s’ils sont disponibles et aux prix du jour.",
                ),
            ),
        ),
        "rw": Words(
            title="Gukurikira cyangwa guhagarika komande",
            intro="Ibya komande byose biri ku rupapuro rwayo. Linki yarwo iri mu butumwa twaboherereje.",
            body=(
                text(
                    "Intambwe eshanu",
                    "Yemejwe, iratekwa, yiteguye, iri mu nzira, yatanzwe. Urupapuro ruvuga mu nteruro imwe aho igeze, n’igihe twabasezeranyije.",
                ),
                text(
                    "Guhagarika",
                    "Igihe igikoni kitaratangira, ku rupapuro haba buto yabyo. Nyuma yaho, mutuvugishe.",
                ),
                text(
                    "Mwabuze linki?",
                    'Murebe mu butumwa bwanyu, cyangwa mwinjire: komande za konti ziri ahanditse “Komande”. Udafite konti wabuze linki <a href="page:contact">yatubaza</a> avuga izina, nimero n’umunsi.',
                ),
                text(
                    "Kongera gutumiza ibya mbere",
                    "Ku rupapuro rwa komande ya kera, no muri konti yanyu, mukanda rimwe ibya mbere bikajya mu gaseke, igihe biboneka uyu munsi kandi ku biciro by’uyu munsi.",
                ),
            ),
        ),
    },
)

FAQ = PageSeed(
    code="questions",
    kind="FAQPage",
    footer="help",
    words={
        "en": Words(
            title="Questions and answers",
            intro="What people ask us most. Search by a word, or choose a topic.",
        ),
        "fr": Words(
            title="Questions et réponses",
            intro="Ce que l’on nous demande le plus. Cherchez un mot, ou choisissez un thème.",
        ),
        "rw": Words(
            title="Ibibazo n’ibisubizo",
            intro="Ibyo abantu batubaza cyane. Mushake ijambo, cyangwa muhitemo ingingo.",
        ),
    },
)

POINTS = PageSeed(
    code="help-points",
    kind="HelpPage",
    parent="help",
    words={
        "en": Words(
            title="Earn and use points",
            intro="What a meal brings you, and how it pays for the next one.",
            body=(
                headed("points", "How points work", intro="The figures are those of today."),
                text(
                    "Use them",
                    "With an account, tick your points at the checkout: they pay before store credit does. On the page of your points you can also exchange them for a reward.",
                ),
                text(
                    "When something changes",
                    "If an order is cancelled, the points that paid for it come back. If its money is given back, its points go with it, in the same part. We write to you before points expire.",
                ),
            ),
        ),
        "fr": Words(
            title="Gagner et utiliser des points",
            intro="Ce qu’un repas vous apporte, et comment il paie le suivant.",
            body=(
                headed(
                    "points",
                    "Comment marchent les points",
                    intro="Les chiffres sont ceux d’aujourd’hui.",
                ),
                text(
                    "Les utiliser",
                    "Avec un compte, cochez vos points au moment de payer : ils servent avant l’avoir. Sur la page de vos points, vous pouvez aussi les échanger contre un cadeau.",
                ),
                text(
                    "Quand quelque chose change",
                    "Si une commande est annulée, les points qui l’ont payée reviennent. Si son argent est rendu, ses points repartent avec, dans la même proportion. Nous vous écrivons avant que des points n’expirent.",
                ),
            ),
        ),
        "rw": Words(
            title="Kubona no gukoresha amanota",
            intro="Icyo ifunguro ribazanira, n’uko ryishyura iritaha.",
            body=(
                headed("points", "Uko amanota akora", intro="Imibare ni iy’uyu munsi."),
                text(
                    "Kuyakoresha",
                    "Niba mufite konti, muhitemo amanota yanyu igihe mwishyura: akoreshwa mbere y’amafaranga abitswe. Ku rupapuro rw’amanota yanyu mushobora no kuyagurana impano.",
                ),
                text(
                    "Iyo hari igihindutse",
                    "Iyo komande ihagaritswe, amanota yayishyuye aragaruka. Iyo amafaranga yayo asubijwe, amanota yayo ajyana na yo ku rugero rumwe. Turabandikira mbere y’uko amanota arangiza igihe.",
                ),
            ),
        ),
    },
)

HELP = (INDEX, TO_A_BED, FOR_SOMEBODY, FIND, FOLLOW, POINTS, FAQ)
