"""How ordering works, where we deliver, what diets mean, how one pays, what is on offer."""

from __future__ import annotations

from .schema import (
    BANNER,
    PageSeed,
    Words,
    action,
    dishes,
    headed,
    notice,
    questions,
    steps,
    text,
    ways,
    zones,
)

HOW = PageSeed(
    code="how-it-works",
    kind="LandingPage",
    in_header=True,
    picture="goat-brochette-plantain",
    words={
        "en": Words(
            title="How it works",
            intro="Choose a dish, say where to, and we bring it warm. No account is needed: a phone number is enough.",
            body=(
                steps(
                    "From hunger to the first spoon",
                    (
                        "Look at the menu",
                        "Each dish shows its price, what is in it and what it weighs in figures. Filter by diet, price or what must not be in it.",
                    ),
                    (
                        "Say where you are",
                        "Ward, room and bed; an office or a gate; a house in town. The place decides the fee, and you see it before you order.",
                    ),
                    (
                        "Follow it to your hand",
                        "The page of your order changes by itself: confirmed, on the fire, on its way, handed over.",
                    ),
                ),
                dishes("What people like these days"),
                ways(
                    "Which one are you?",
                    (
                        "You are in a bed here",
                        "You eat, we take care",
                        (
                            "Tell us once what you must not eat; we check it on the menu, in the cart and in the kitchen.",
                            "A card at your bed may carry a code: point your phone at it and your bed is already filled in.",
                        ),
                    ),
                    (
                        "You care for somebody",
                        "Near or far, you can order",
                        (
                            "Order for a person in a bed and send them the link of the order.",
                            "Keep people and places in an account, so that the next order takes a minute.",
                        ),
                    ),
                    (
                        "You work here",
                        "Lunch that does not wait",
                        (
                            "Order for a set time, and it comes to the office, the ward desk or the gate.",
                            "Order the same again with one tap from your account.",
                        ),
                    ),
                ),
                questions("What people ask first", "ordering"),
                action(
                    "Hungry?",
                    "The kitchen is waiting for you.",
                    ("See the menu", "menu"),
                    ("Step by step, with pictures", "help"),
                ),
            ),
        ),
        "fr": Words(
            title="Comment ça marche",
            intro="Choisissez un plat, dites où, et nous l’apportons bien chaud. Pas besoin de compte : un numéro de téléphone suffit.",
            body=(
                steps(
                    "De la faim à la première cuillère",
                    (
                        "Regardez la carte",
                        "Chaque plat montre son prix, ce qu’il contient et ses valeurs. Filtrez par régime, par prix ou par ce qu’il ne doit pas contenir.",
                    ),
                    (
                        "Dites où vous êtes",
                        "Service, chambre et lit ; un bureau ou un portail ; une maison en ville. Le lieu décide des frais, et vous les voyez avant de commander.",
                    ),
                    (
                        "Suivez-le jusqu’à vous",
                        "La page de votre commande change toute seule : confirmée, sur le feu, en route, remise.",
                    ),
                ),
                dishes("Ce que l’on aime ces jours-ci"),
                ways(
                    "Vous êtes…",
                    (
                        "À l’hôpital, dans un lit",
                        "Vous mangez, nous veillons",
                        (
                            "Dites-nous une fois ce que vous ne devez pas manger ; nous le vérifions sur la carte, dans le panier et en cuisine.",
                            "Une carte à votre lit peut porter un code : visez-le avec le téléphone, et votre lit est déjà indiqué.",
                        ),
                    ),
                    (
                        "Proche d’un malade",
                        "De près ou de loin",
                        (
                            "Commandez pour une personne alitée et envoyez-lui le lien de la commande.",
                            "Gardez personnes et lieux dans un compte : la prochaine commande prend une minute.",
                        ),
                    ),
                    (
                        "De la maison",
                        "Un déjeuner qui n’attend pas",
                        (
                            "Commandez pour une heure précise ; le repas vient au bureau, à l’accueil du service ou au portail.",
                            "Reprenez la même commande d’un geste depuis votre compte.",
                        ),
                    ),
                ),
                questions("Ce qu’on demande d’abord", "ordering"),
                action(
                    "Vous avez faim ?",
                    "La cuisine vous attend.",
                    ("Voir la carte", "menu"),
                    ("Pas à pas, en images", "help"),
                ),
            ),
        ),
        "rw": Words(
            title="Uko bikorwa",
            intro="Muhitemo ifunguro, mutubwire aho muri, tubazanire rishyushye. Si ngombwa konti: nimero ya telefoni irahagije.",
            body=(
                steps(
                    "Kuva ushonje kugeza ku kiyiko cya mbere",
                    (
                        "Murebe menu",
                        "Buri funguro ryerekana igiciro, ibirimo n’imibare yaryo. Mutoranye mukurikije imirire, igiciro cyangwa ibitagomba kubamo.",
                    ),
                    (
                        "Mutubwire aho muri",
                        "Serivisi, icyumba n’igitanda; ibiro cyangwa irembo; inzu yo mu mujyi. Ikiguzi giterwa n’aho muri, mukakibona mbere yo gutumiza.",
                    ),
                    (
                        "Murikurikire kugeza ribagezeho",
                        "Urupapuro rwa komande yanyu ruhinduka ubwarwo: yemejwe, iri ku ziko, iri mu nzira, yatanzwe.",
                    ),
                ),
                dishes("Ibyo abantu bakunda muri iyi minsi"),
                ways(
                    "Muri bande?",
                    (
                        "Murwariye hano",
                        "Murye, natwe tube maso",
                        (
                            "Mutubwire rimwe ibyo mutagomba kurya; tubigenzura kuri menu, mu gaseke no mu gikoni.",
                            "Ku gitanda hashobora kuba ikarita ifite kode: muyifotoze telefoni, igitanda cyanyu gihite cyuzura.",
                        ),
                    ),
                    (
                        "Murwaje",
                        "Hafi cyangwa kure, muratumiza",
                        (
                            "Mutumirize urwariye ku gitanda, mumwoherereze linki ya komande.",
                            "Mubike abantu n’ahantu muri konti, komande itaha imare umunota umwe.",
                        ),
                    ),
                    (
                        "Mukora hano",
                        "Ifunguro ritabatindira",
                        (
                            "Mutumize ku isaha mwihitiyemo, rize ku biro, aho serivisi yakirira cyangwa ku irembo.",
                            "Mwongere gutumiza ibya mbere mukanze rimwe muri konti yanyu.",
                        ),
                    ),
                ),
                questions("Ibyo abantu babaza mbere", "ordering"),
                action(
                    "Murashonje?",
                    "Igikoni kirabategereje.",
                    ("Kureba menu", "menu"),
                    ("Intambwe ku yindi, mu mafoto", "help"),
                ),
            ),
        ),
    },
)

DELIVERY = PageSeed(
    code="delivery",
    kind="StandardPage",
    footer="eat",
    words={
        "en": Words(
            title="Delivery",
            intro="Where we bring your meal, what that costs and how long it takes. These are the figures of today.",
            body=(
                zones("Places and fees", "The place decides the fee. Nobody has to choose a zone."),
                headed("hours", "When the kitchen cooks"),
                text(
                    "To a bed",
                    "Ward, room and bed are all we need. You can have the meal as soon as it is ready, or with one of the ward rounds, together with your neighbours.",
                    "If you were moved to another bed, tell us before the meal leaves the kitchen. If we find the bed empty, we ask the nurse at the ward desk.",
                ),
                text(
                    "To an office, a gate or a house",
                    "Choose the area and write what helps to find you: the floor, the colour of the gate, the shop next door. Keep your phone at hand; the courier calls if something is not clear.",
                ),
                text(
                    "On time",
                    "At the checkout you choose from the times that still have room. The time that stands there is the one we promise. The page of your order shows at any moment how far it is.",
                ),
                questions("Questions about delivery", "delivery"),
            ),
        ),
        "fr": Words(
            title="Livraison",
            intro="Où nous apportons votre repas, ce que cela coûte et combien de temps il faut. Ce sont les chiffres d’aujourd’hui.",
            body=(
                zones(
                    "Lieux et frais", "Le lieu décide des frais. Personne n’a de zone à choisir."
                ),
                headed("hours", "Quand la cuisine travaille"),
                text(
                    "Jusqu’au lit",
                    "Service, chambre et lit nous suffisent. Vous pouvez recevoir le repas dès qu’il est prêt, ou avec une tournée du service, en même temps que vos voisins.",
                    "Si l’on vous a changé de lit, dites-le-nous avant que le repas quitte la cuisine. Si le lit est vide, nous demandons à l’accueil du service.",
                ),
                text(
                    "Au bureau, au portail ou à la maison",
                    "Choisissez le quartier et écrivez ce qui aide à vous trouver : l’étage, la couleur du portail, la boutique d’à côté. Gardez votre téléphone près de vous ; le livreur appelle si quelque chose n’est pas clair.",
                ),
                text(
                    "À l’heure",
                    "Au moment de commander, vous choisissez parmi les heures où il reste de la place. L’heure affichée est celle que nous promettons. La page de votre commande montre à tout moment où elle en est.",
                ),
                questions("Questions sur la livraison", "delivery"),
            ),
        ),
        "rw": Words(
            title="Kugemura",
            intro="Aho tubazanira ifunguro, ikiguzi n’igihe bifata. Iyi ni imibare y’uyu munsi.",
            body=(
                zones(
                    "Ahantu n’ikiguzi", "Ikiguzi giterwa n’aho muri. Nta we usabwa guhitamo zone."
                ),
                headed("hours", "Igihe igikoni gikora"),
                text(
                    "Ku gitanda",
                    "Serivisi, icyumba n’igitanda birahagije. Mushobora guhabwa ifunguro rikimara gushya, cyangwa ku isaha yo kugaburira abo muri serivisi bose.",
                    "Niba mwarimuriwe ku kindi gitanda, mubitubwire mbere y’uko ifunguro riva mu gikoni. Iyo dusanze igitanda kirimo ubusa, tubaza aho serivisi yakirira.",
                ),
                text(
                    "Ku biro, ku irembo cyangwa mu rugo",
                    "Muhitemo agace, mwandike ibyafasha kubabona: igorofa, ibara ry’irembo, iduka riri iruhande. Mugumane telefoni hafi; uzana ifunguro arabahamagara iyo hari ibidasobanutse.",
                ),
                text(
                    "Ku gihe",
                    "Mutumiza, muhitamo mu masaha agifite umwanya. Isaha yanditse ni yo tubasezeranya. Urupapuro rwa komande rwerekana igihe cyose aho igeze.",
                ),
                questions("Ibibazo ku kugemura", "delivery"),
            ),
        ),
    },
)

DIETS = PageSeed(
    code="diets-and-allergies",
    kind="StandardPage",
    footer="eat",
    words={
        "en": Words(
            title="Diets and allergies",
            intro="What our dietary tags mean, how we treat allergies, and what we leave to your doctor and dietitian.",
            body=(
                notice(
                    "We help you choose; we do not treat. If your doctor or dietitian gave you a diet, follow it, and ask them when you are unsure.",
                    "careful",
                ),
                text(
                    "Allergies are taken seriously",
                    "For each dish the kitchen says of fourteen allergens whether it contains them, may contain traces, or is free from them. What nobody has declared is “not known”, and we treat not known as unsafe.",
                    "Tell us once what must not be on the plate. From then on every dish is checked: on the menu, when you put it into the cart, and again in the kitchen, where the allergen stands on the ticket as a framed word.",
                    '<p>Cross-contact can never be excluded in a kitchen that works with nuts, milk, eggs and flour. If a trace can be dangerous for you, <a href="page:contact">speak with us</a> before you order.</p>',
                ),
                headed("diets", "What each tag means"),
                text(
                    "Where the figures come from",
                    "Energy, protein, salt and the others are given for one portion as it is served. Figures that our dietitian has not confirmed yet are marked as such on the dish, and a tag that the figures contradict is refused.",
                ),
                dishes(
                    "Gentle after an operation",
                    "Soft meals that can be had now.",
                    source="rule",
                    diet="soft_diet",
                ),
                questions("Questions about diets", "health"),
            ),
        ),
        "fr": Words(
            title="Régimes et allergies",
            intro="Ce que veulent dire nos mentions, comment nous traitons les allergies, et ce que nous laissons à votre médecin.",
            body=(
                notice(
                    "Nous aidons à choisir ; nous ne soignons pas. Si votre médecin ou votre diététicien vous a prescrit un régime, suivez-le, et demandez-leur en cas de doute.",
                    "careful",
                ),
                text(
                    "Les allergies, c’est sérieux",
                    "Pour chaque plat, la cuisine dit de quatorze allergènes s’il en contient, s’il peut en contenir des traces ou s’il en est exempt. Ce que personne n’a déclaré est « inconnu », et pour nous, inconnu veut dire risqué.",
                    "Dites-nous une fois ce qui ne doit pas être dans l’assiette. Dès lors, chaque plat est vérifié : sur la carte, quand vous le mettez au panier, et encore en cuisine, où l’allergène est écrit en encadré sur le bon.",
                    '<p>Dans une cuisine qui travaille noix, lait, œufs et farine, un contact ne peut jamais être exclu. Si une trace est dangereuse pour vous, <a href="page:contact">parlez-nous</a> avant de commander.</p>',
                ),
                headed("diets", "Ce que veut dire chaque mention"),
                text(
                    "D’où viennent les chiffres",
                    "Énergie, protéines, sel et le reste sont donnés pour une portion telle qu’elle est servie. Les valeurs que notre diététicien n’a pas encore confirmées sont signalées sur le plat, et une mention que les chiffres contredisent est refusée.",
                ),
                dishes(
                    "Doux après une opération",
                    "Des repas mous, disponibles maintenant.",
                    source="rule",
                    diet="soft_diet",
                ),
                questions("Questions sur les régimes", "health"),
            ),
        ),
        "rw": Words(
            title="Imirire na aleriji",
            intro="Icyo ibirango by’imirire bivuga, uko twita kuri aleriji, n’ibyo duharira muganga wanyu.",
            body=(
                notice(
                    "Tubafasha guhitamo; ntituvura. Niba muganga cyangwa inzobere mu mirire yarabahaye indyo yihariye, muyikurikize, kandi mubabaze igihe mushidikanya.",
                    "careful",
                ),
                text(
                    "Aleriji tuzifata uko bikwiye",
                    "Kuri buri funguro, igikoni kivuga ku bitera aleriji cumi na bine niba bibamo, niba hashobora kubamo utwo bisigaye, cyangwa niba bitabamo. Ibyo nta wavuze ni “ntibizwi”, kandi ibitazwi tubifata nk’ibishobora kubagirira nabi.",
                    "Mutubwire rimwe ibitagomba kuba ku isahani. Kuva ubwo buri funguro riragenzurwa: kuri menu, murishyira mu gaseke, no mu gikoni, aho igitera aleriji cyandikwa mu kazu.",
                    '<p>Mu gikoni gikoresha ubunyobwa, amata, amagi n’ifu, ntibishoboka kwizera ko bitakoranaho na busa. Niba n’agace gato cyane kabagirira nabi, <a href="page:contact">mutuvugishe</a> mbere yo gutumiza.</p>',
                ),
                headed("diets", "Icyo buri kirango kivuga"),
                text(
                    "Aho imibare ituruka",
                    "Imbaraga, poroteyine, umunyu n’ibindi bivugwa ku isahani imwe uko itangwa. Imibare inzobere yacu mu mirire itaremeza irabigaragaza, kandi ikirango kivuguruzwa n’imibare nticyemerwa.",
                ),
                dishes(
                    "Byoroshye ku wabazwe",
                    "Amafunguro yoroshye aboneka ubu.",
                    source="rule",
                    diet="soft_diet",
                ),
                questions("Ibibazo ku mirire", "health"),
            ),
        ),
    },
)

OFFERS = PageSeed(
    code="offers",
    kind="OffersPage",
    footer="eat",
    words={
        "en": Words(
            title="Good value today",
            intro="Dishes that go easy on the purse, as they are on the menu now.",
            body=(
                BANNER,
                dishes(
                    "A soft meal for little money",
                    "Gentle on the stomach, and to be had now.",
                    source="rule",
                    diet="soft_diet",
                    max_price=2_000,
                ),
                dishes(
                    "Small dishes and drinks",
                    "For every day and every purse.",
                    source="rule",
                    max_price=1_500,
                ),
                dishes(
                    "Meat-free and filling",
                    "Vegetarian dishes that can be had now.",
                    source="rule",
                    diet="vegetarian",
                ),
            ),
        ),
        "fr": Words(
            title="Petits prix du jour",
            intro="Des plats doux pour la bourse, tels qu’ils sont sur la carte en ce moment.",
            body=(
                BANNER,
                dishes(
                    "Un repas mou pour peu d’argent",
                    "Doux pour l’estomac, et disponible maintenant.",
                    source="rule",
                    diet="soft_diet",
                    max_price=2_000,
                ),
                dishes(
                    "Petits plats et boissons",
                    "Pour tous les jours et toutes les bourses.",
                    source="rule",
                    max_price=1_500,
                ),
                dishes(
                    "Sans viande et nourrissant",
                    "Plats végétariens disponibles maintenant.",
                    source="rule",
                    diet="vegetarian",
                ),
            ),
        ),
        "rw": Words(
            title="Ibihendutse uyu munsi",
            intro="Amafunguro atavuna umufuka, nk’uko ari kuri menu ubu.",
            body=(
                BANNER,
                dishes(
                    "Ifunguro ryoroshye kandi rihendutse",
                    "Ryoroheye igifu, kandi riraboneka ubu.",
                    source="rule",
                    diet="soft_diet",
                    max_price=2_000,
                ),
                dishes(
                    "Utuntu duto n’ibinyobwa",
                    "Ibya buri munsi, ku mufuka wose.",
                    source="rule",
                    max_price=1_500,
                ),
                dishes(
                    "Nta nyama kandi ahaza",
                    "Amafunguro y’imboga aboneka ubu.",
                    source="rule",
                    diet="vegetarian",
                ),
            ),
        ),
    },
)

PAYMENT = PageSeed(
    code="payment",
    kind="StandardPage",
    footer="help",
    words={
        "en": Words(
            title="Payment",
            intro="How you can pay, when, and what happens to your money when something does not work out.",
            body=(
                text(
                    "Ways to pay",
                    "The checkout shows the ways that are open for your place and your amount, with a sentence on each. Cash at the door or at the bedside is always simple: please have it ready, and the courier brings change where possible.",
                    "Where mobile money or a bank transfer is offered, you will see it there. We never ask for your PIN: you type it only on your own phone, when your provider asks for it.",
                ),
                text(
                    "What you pay",
                    "Prices include VAT. Before you order, the cart shows everything: dishes with what you added, delivery, discounts, and the total. That total is on the button, and it is what you pay.",
                    "If a price changed while you were choosing, we say so and ask again. Nobody pays more than what stood on the button.",
                ),
                text(
                    "When you cancel",
                    "Until the kitchen begins, you can cancel on the page of your order. What you have already paid then goes back to you. When the kitchen has begun, speak with us; we look for a fair way.",
                ),
                text(
                    "Your receipt",
                    "Each order has a receipt on its page, with every line and the VAT in it. Open it whenever you need it, print it, or keep the link.",
                ),
                questions("Questions about paying", "paying"),
            ),
        ),
        "fr": Words(
            title="Paiement",
            intro="Comment payer, quand, et ce que devient votre argent si quelque chose ne va pas.",
            body=(
                text(
                    "Moyens de paiement",
                    "Au moment de commander, vous voyez les moyens ouverts pour votre lieu et votre montant, chacun avec une phrase. En espèces, à la porte ou au chevet, c’est toujours simple : préparez la somme, et le livreur rend la monnaie quand il le peut.",
                    "Si l’argent mobile ou le virement est proposé, vous le verrez là. Nous ne demandons jamais votre code PIN : vous le tapez seulement sur votre téléphone, quand votre opérateur le demande.",
                ),
                text(
                    "Ce que vous payez",
                    "Les prix comprennent la TVA. Avant la commande, le panier montre tout : plats et suppléments, livraison, remises, total. Ce total est sur le bouton, et c’est ce que vous payez.",
                    "Si un prix a changé pendant que vous choisissiez, nous le disons et demandons encore. Personne ne paie plus que ce qui était sur le bouton.",
                ),
                text(
                    "Si vous annulez",
                    "Tant que la cuisine n’a pas commencé, vous pouvez annuler sur la page de votre commande. Ce que vous avez déjà payé vous revient alors. Une fois la cuisine au travail, parlez-nous ; nous cherchons une solution juste.",
                ),
                text(
                    "Votre reçu",
                    "Chaque commande a son reçu sur sa page, avec chaque ligne et la TVA. Ouvrez-le quand vous voulez, imprimez-le ou gardez le lien.",
                ),
                questions("Questions sur le paiement", "paying"),
            ),
        ),
        "rw": Words(
            title="Kwishyura",
            intro="Uko mwishyura, igihe mwishyurira, n’uko amafaranga yanyu agenda iyo hari ibitagenze neza.",
            body=(
                text(
                    "Uburyo bwo kwishyura",
                    "Mutumiza, mubona uburyo bwemewe aho muri no ku mafaranga mutanga, buri bumwe bufite interuro ibusobanura. Amafaranga mu ntoki, ku muryango cyangwa ku gitanda, buri gihe biroroshye: muyategure, uzana ifunguro abagarurire iyo abishoboye.",
                    "Iyo kwishyuza telefoni cyangwa kuri banki byemewe, mubibona aho. Ntitujya tubabaza umubare w’ibanga: muwandika kuri telefoni yanyu gusa, ubisabwe n’ikigo cyanyu.",
                ),
                text(
                    "Ibyo mwishyura",
                    "Ibiciro birimo TVA. Mbere yo gutumiza, agaseke kerekana byose: amafunguro n’ibyo mwongereyeho, kugemura, ibyagabanyijwe, n’igiteranyo. Icyo giteranyo ni cyo kiri kuri buto, kandi ni cyo mwishyura.",
                    "Iyo igiciro cyahindutse mugihitamo, turabibabwira tukongera tukabaza. Nta wishyura ibirenze ibyari kuri buto.",
                ),
                text(
                    "Iyo muhagaritse komande",
                    "Igihe igikoni kitaratangira, mushobora guhagarika komande ku rupapuro rwayo. Ibyo mwari mwarishyuye birabagarukira. Iyo igikoni cyatangiye, mutuvugishe; dushaka uburyo buboneye.",
                ),
                text(
                    "Inyemezabwishyu",
                    "Buri komande igira inyemezabwishyu ku rupapuro rwayo, irimo buri murongo na TVA. Muyifungure igihe cyose, muyicape cyangwa mubike linki.",
                ),
                questions("Ibibazo ku kwishyura", "paying"),
            ),
        ),
    },
)

ORDERING = (HOW, DELIVERY, DIETS, OFFERS, PAYMENT)
