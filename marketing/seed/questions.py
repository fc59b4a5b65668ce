"""Questions and answers. Each must be true of this system; none repeats a figure that can change."""

from __future__ import annotations

from .schema import QuestionSeed

TOPICS: dict[str, dict[str, str]] = {
    "ordering": {"en": "Ordering", "fr": "Commander", "rw": "Gutumiza"},
    "delivery": {"en": "Delivery", "fr": "Livraison", "rw": "Kugemura"},
    "health": {
        "en": "Diets and allergies",
        "fr": "Régimes et allergies",
        "rw": "Imirire na aleriji",
    },
    "paying": {"en": "Paying", "fr": "Payer", "rw": "Kwishyura"},
    "account": {"en": "Account and data", "fr": "Compte et données", "rw": "Konti n’amakuru"},
}


def _asked(
    code: str, topic: str, en: tuple[str, str], fr: tuple[str, str], rw: tuple[str, str]
) -> QuestionSeed:
    words = {"en": en, "fr": fr, "rw": rw}
    return QuestionSeed(
        code, topic, {language: (q, f"<p>{a}</p>") for language, (q, a) in words.items()}
    )


QUESTIONS: tuple[QuestionSeed, ...] = (
    _asked(
        "need-an-account",
        "ordering",
        (
            "Do I need an account to order?",
            "No. A name and a phone number are enough. An account is worth it when you order more than once: it keeps your places, the people you order for, and your orders.",
        ),
        (
            "Faut-il un compte pour commander ?",
            "Non. Un nom et un numéro de téléphone suffisent. Un compte est utile si vous commandez plus d’une fois : il garde vos lieux, les personnes pour qui vous commandez et vos commandes.",
        ),
        (
            "Ngomba konti kugira ngo ntumize?",
            "Oya. Izina na nimero ya telefoni birahagije. Konti igira akamaro iyo mutumiza kenshi: ibika aho muba, abo mutumiriza na komande zanyu.",
        ),
    ),
    _asked(
        "for-somebody-else",
        "ordering",
        (
            "Can I order for somebody else?",
            'Yes, also from another country. Say for whom, choose their bed or place, and send them the link of the order. <a href="page:help-for-somebody">Here is how.</a>',
        ),
        (
            "Puis-je commander pour quelqu’un d’autre ?",
            'Oui, même depuis un autre pays. Dites pour qui, choisissez son lit ou son lieu, et envoyez-lui le lien de la commande. <a href="page:help-for-somebody">Voici comment.</a>',
        ),
        (
            "Nshobora gutumiriza undi?",
            'Yego, no mu kindi gihugu. Muvuge uwo ari we, muhitemo igitanda cyangwa aho ari, mumwoherereze linki ya komande. <a href="page:help-for-somebody">Dore uko bikorwa.</a>',
        ),
    ),
    _asked(
        "order-ahead",
        "ordering",
        (
            "Can I order for later?",
            "Yes. The checkout shows the times that still have room, among them the ward rounds. You can also order while the kitchen is closed, for when it opens again.",
        ),
        (
            "Puis-je commander pour plus tard ?",
            "Oui. Au moment de commander, vous voyez les heures où il reste de la place, dont les tournées des services. Vous pouvez aussi commander quand la cuisine est fermée, pour sa réouverture.",
        ),
        (
            "Nshobora gutumiza ibya nyuma?",
            "Yego. Mutumiza, mubona amasaha agifite umwanya, harimo n’isaha yo kugaburira abo muri serivisi. Mushobora no gutumiza igikoni gifunze, bikaza gifunguye.",
        ),
    ),
    _asked(
        "cancel",
        "ordering",
        (
            "Can I cancel my order?",
            'Yes, on its page, until the kitchen begins. After that please speak with us. <a href="page:help-follow-or-cancel">More on that.</a>',
        ),
        (
            "Puis-je annuler ma commande ?",
            'Oui, sur sa page, tant que la cuisine n’a pas commencé. Ensuite, parlez-nous. <a href="page:help-follow-or-cancel">En savoir plus.</a>',
        ),
        (
            "Nshobora guhagarika komande yanjye?",
            'Yego, ku rupapuro rwayo, igihe igikoni kitaratangira. Nyuma yaho mutuvugishe. <a href="page:help-follow-or-cancel">Ibindi kuri ibi.</a>',
        ),
    ),
    _asked(
        "order-again",
        "ordering",
        (
            "How do I order the same again?",
            "On the page of an old order, or in your account under “Orders”, choose “Order the same again”. What can be had today goes into your cart at today’s price.",
        ),
        (
            "Comment reprendre la même commande ?",
            "Sur la page d’une ancienne commande, ou dans votre compte sous « Commandes », choisissez de la reprendre. Ce qui est disponible va au panier, au prix du jour.",
        ),
        (
            "Nongera nte gutumiza ibya mbere?",
            "Ku rupapuro rwa komande ya kera, cyangwa muri konti yanyu ahanditse “Komande”, muhitemo kongera gutumiza. Ibiboneka uyu munsi bijya mu gaseke ku giciro cy’uyu munsi.",
        ),
    ),
    _asked(
        "note-for-the-kitchen",
        "ordering",
        (
            "Can I tell the kitchen something about a dish?",
            "Yes, with a note on the dish, for example “little salt please”. An allergy does not belong into a note: say who eats and what they must avoid, so that it is checked.",
        ),
        (
            "Puis-je dire quelque chose à la cuisine ?",
            "Oui, par un mot sur le plat, par exemple « peu de sel ». Une allergie n’a pas sa place dans un mot : dites qui mange et ce qu’il faut éviter, pour que ce soit vérifié.",
        ),
        (
            "Nshobora kugira icyo mbwira igikoni ku ifunguro?",
            "Yego, mwandika akajambo ku ifunguro, urugero “umunyu muke”. Aleriji ntizandikwa aho: muvuge urya n’ibyo agomba kwirinda, kugira ngo bigenzurwe.",
        ),
    ),
    _asked(
        "sold-out",
        "ordering",
        (
            "Why is a dish sold out?",
            "Some dishes are cooked in a fixed number of portions each day, and some ingredients run out. What is sold out cannot be ordered, so nobody waits for something that does not come.",
        ),
        (
            "Pourquoi un plat est-il épuisé ?",
            "Certains plats sont cuisinés en nombre fixe chaque jour, et il arrive qu’un produit manque. Ce qui est épuisé ne peut pas être commandé : personne n’attend en vain.",
        ),
        (
            "Kuki ifunguro ryashize?",
            "Hari amafunguro atekwa ku mubare uzwi buri munsi, kandi hari ubwo ibikoresho bishira. Iryashize ntirishobora gutumizwa, kugira ngo hatagira utegereza ikitaza.",
        ),
    ),
    _asked(
        "where",
        "delivery",
        (
            "Where do you deliver?",
            'To beds and wards, to offices, gates and waiting rooms of the hospital, and to the town around it. <a href="page:delivery">All places with their fees are here.</a>',
        ),
        (
            "Où livrez-vous ?",
            'Aux lits et services, aux bureaux, portails et salles d’attente de l’hôpital, et en ville alentour. <a href="page:delivery">Tous les lieux et leurs frais sont ici.</a>',
        ),
        (
            "Mugemura he?",
            'Ku bitanda no muri serivisi, ku biro, ku marembo n’aho bategerereza mu bitaro, no mu mujyi ubikikije. <a href="page:delivery">Ahantu hose n’ikiguzi biri hano.</a>',
        ),
    ),
    _asked(
        "fee",
        "delivery",
        (
            "What does delivery cost?",
            'That depends on the place, and for some places it is free from a certain amount. You see the fee in the cart before you order. <a href="page:delivery">Fees of today.</a>',
        ),
        (
            "Combien coûte la livraison ?",
            'Cela dépend du lieu, et pour certains lieux elle est gratuite à partir d’un montant. Vous voyez les frais dans le panier avant de commander. <a href="page:delivery">Frais du jour.</a>',
        ),
        (
            "Kugemura bigura angahe?",
            'Biterwa n’aho muri, kandi hamwe na hamwe ni ubuntu kuva ku mafaranga runaka. Mubona ikiguzi mu gaseke mbere yo gutumiza. <a href="page:delivery">Ikiguzi cy’uyu munsi.</a>',
        ),
    ),
    _asked(
        "how-long",
        "delivery",
        (
            "How long does it take?",
            "The time you choose at the checkout is the one we promise. How long each place usually takes stands on the delivery page; the page of your order shows how far it is.",
        ),
        (
            "Combien de temps faut-il ?",
            "L’heure que vous choisissez est celle que nous promettons. Le délai habituel de chaque lieu est sur la page de livraison ; la page de votre commande montre où elle en est.",
        ),
        (
            "Bifata igihe kingana iki?",
            "Isaha muhitamo mutumiza ni yo tubasezeranya. Igihe gisanzwe cya buri hantu kiri ku rupapuro rwo kugemura; urupapuro rwa komande rwerekana aho igeze.",
        ),
    ),
    _asked(
        "moved-bed",
        "delivery",
        (
            "What if I am moved to another bed?",
            "Tell us before the meal leaves the kitchen, and we bring it to the new bed. If the courier finds the bed empty, the ward desk is asked.",
        ),
        (
            "Et si l’on me change de lit ?",
            "Dites-le-nous avant que le repas quitte la cuisine : nous l’apportons au nouveau lit. Si le lit est vide, le livreur demande à l’accueil du service.",
        ),
        (
            "Nimurirwa ku kindi gitanda bigenda bite?",
            "Mubitubwire mbere y’uko ifunguro riva mu gikoni, turizane ku gitanda gishya. Uzana ifunguro asanze igitanda kirimo ubusa, abaza aho serivisi yakirira.",
        ),
    ),
    _asked(
        "follow",
        "delivery",
        (
            "How do I see where my meal is?",
            "On the page of your order. Its link is shown after ordering and sent to you; the page changes by itself. Whoever has the link can see it, so send it only to those who should.",
        ),
        (
            "Comment voir où en est mon repas ?",
            "Sur la page de votre commande. Son lien s’affiche après la commande et vous est envoyé ; la page change toute seule. Qui a le lien peut la voir : ne l’envoyez qu’à qui doit.",
        ),
        (
            "Menya nte aho ifunguro ryanjye rigeze?",
            "Ku rupapuro rwa komande. Linki yarwo yerekanwa mumaze gutumiza kandi murayohererezwa; ruhinduka ubwarwo. Ufite linki wese ararubona, muyihe gusa abakwiye.",
        ),
    ),
    _asked(
        "allergy",
        "health",
        (
            "I have an allergy. Is it safe to order?",
            'Say who eats and what they must avoid. Every dish is then checked against what the kitchen declared, and what is not known counts as unsafe. Traces can never be excluded; <a href="page:diets-and-allergies">please read this first.</a>',
        ),
        (
            "J’ai une allergie. Puis-je commander sans risque ?",
            'Dites qui mange et ce qu’il faut éviter. Chaque plat est comparé à ce que la cuisine a déclaré, et l’inconnu compte comme risqué. Des traces ne peuvent jamais être exclues ; <a href="page:diets-and-allergies">lisez d’abord ceci.</a>',
        ),
        (
            "Mfite aleriji. Gutumiza ni amahoro?",
            'Muvuge urya n’ibyo agomba kwirinda. Buri funguro rigereranywa n’ibyo igikoni cyavuze, kandi ibitazwi bifatwa nk’ibishobora kumugirira nabi. Utwo bisigaye ntitwakwizerwa ko tudahari; <a href="page:diets-and-allergies">mubanze musome ibi.</a>',
        ),
    ),
    _asked(
        "diabetes",
        "health",
        (
            "Which dishes suit a diabetic diet?",
            "On the menu, filter by “Diabetic-friendly”. A dish carries the tag only while its figures allow it. How much you may eat of it, your doctor or dietitian tells you.",
        ),
        (
            "Quels plats conviennent à un régime diabétique ?",
            "Sur la carte, filtrez par la mention pour diabétiques. Un plat ne la porte que si ses valeurs le permettent. Combien en manger, votre médecin ou diététicien vous le dit.",
        ),
        (
            "Ni ayahe mafunguro akwiriye urwaye diyabete?",
            "Kuri menu, mutoranye akwiriye abarwayi ba diyabete. Ifunguro rigira icyo kirango igihe imibare yaryo ibyemera gusa. Ingano mwaryaho mubibwirwa na muganga cyangwa inzobere mu mirire.",
        ),
    ),
    _asked(
        "figures",
        "health",
        (
            "Where do calories and other figures come from?",
            "They are worked out for one portion as served. Figures that our dietitian has not confirmed yet are marked on the dish. An empty figure means that nobody measured it, not zero.",
        ),
        (
            "D’où viennent les calories et les autres valeurs ?",
            "Elles sont calculées pour une portion servie. Celles que notre diététicien n’a pas encore confirmées sont signalées sur le plat. Une valeur vide veut dire non mesurée, pas zéro.",
        ),
        (
            "Kalori n’indi mibare biva he?",
            "Bibarirwa isahani imwe uko itangwa. Iyo inzobere yacu mu mirire itaremeza igaragazwa ku ifunguro. Ahari ubusa ni uko nta wabipimye, si zeru.",
        ),
    ),
    _asked(
        "not-in-the-cart",
        "health",
        (
            "Why can I not add a dish for this person?",
            "Because it contains, or may contain, something they must not eat, or because nobody knows. The reason stands beside the dish. Choose another one, or change what you told us if it was wrong.",
        ),
        (
            "Pourquoi ne puis-je pas ajouter un plat pour cette personne ?",
            "Parce qu’il contient, ou peut contenir, ce qu’elle ne doit pas manger, ou parce que personne ne le sait. La raison est à côté du plat. Choisissez-en un autre, ou corrigez ce que vous avez indiqué.",
        ),
        (
            "Kuki ntashobora kongeramo ifunguro ry’uyu muntu?",
            "Ni uko ririmo, cyangwa rishobora kubamo, ibyo atagomba kurya, cyangwa ko nta wubizi. Impamvu iri iruhande rw’ifunguro. Muhitemo irindi, cyangwa mukosore ibyo mwavuze niba byari bibeshye.",
        ),
    ),
    _asked(
        "medical-advice",
        "health",
        (
            "Do you give medical advice?",
            "No. We cook and say what is in the food. What is good for you in your illness is for your doctor, nurse or dietitian to say.",
        ),
        (
            "Donnez-vous des conseils médicaux ?",
            "Non. Nous cuisinons et disons ce que contient la nourriture. Ce qui est bon pour vous dans votre maladie, c’est à votre médecin, infirmière ou diététicien de le dire.",
        ),
        (
            "Mutanga inama z’ubuvuzi?",
            "Oya. Turateka tukavuga ibiri mu ifunguro. Ibibabereye mu burwayi bwanyu bivugwa na muganga, umuforomo cyangwa inzobere mu mirire.",
        ),
    ),
    _asked(
        "how-to-pay",
        "paying",
        (
            "How can I pay?",
            'The checkout shows the ways that are open for your place and amount, cash on delivery among them where it is offered. <a href="page:payment">More on paying.</a>',
        ),
        (
            "Comment puis-je payer ?",
            'Au moment de commander, vous voyez les moyens ouverts pour votre lieu et votre montant, dont les espèces à la livraison là où c’est proposé. <a href="page:payment">En savoir plus.</a>',
        ),
        (
            "Nishyura nte?",
            'Mutumiza, mubona uburyo bwemewe aho muri no ku mafaranga mutanga, harimo amafaranga mu ntoki aho byemewe. <a href="page:payment">Ibindi ku kwishyura.</a>',
        ),
    ),
    _asked(
        "vat",
        "paying",
        (
            "Is VAT included?",
            "Yes, in every price you see. The receipt shows how much of it is VAT.",
        ),
        (
            "La TVA est-elle comprise ?",
            "Oui, dans chaque prix affiché. Le reçu montre la part de TVA.",
        ),
        (
            "TVA irimo?",
            "Yego, mu giciro cyose mubona. Inyemezabwishyu yerekana TVA irimo.",
        ),
    ),
    _asked(
        "price-changed",
        "paying",
        (
            "A price changed while I was choosing. What now?",
            "We show you the new price and ask whether you still want it. You never pay more than what stood on the button you pressed.",
        ),
        (
            "Un prix a changé pendant que je choisissais. Et maintenant ?",
            "Nous montrons le nouveau prix et demandons si vous le voulez encore. Vous ne payez jamais plus que ce qui était sur le bouton.",
        ),
        (
            "Igiciro cyahindutse mpitamo. Bigenda bite?",
            "Tubereka igiciro gishya tukababaza niba mukirishaka. Ntimwishyura na rimwe ibirenze ibyari kuri buto mwakanze.",
        ),
    ),
    _asked(
        "receipt",
        "paying",
        (
            "Where is my receipt?",
            "On the page of your order. It lists every dish, delivery, discounts and VAT, and can be printed.",
        ),
        (
            "Où est mon reçu ?",
            "Sur la page de votre commande. Il liste chaque plat, la livraison, les remises et la TVA, et s’imprime.",
        ),
        (
            "Inyemezabwishyu yanjye iri he?",
            "Ku rupapuro rwa komande yanyu. Irimo buri funguro, kugemura, ibyagabanyijwe na TVA, kandi iracapwa.",
        ),
    ),
    _asked(
        "something-wrong",
        "paying",
        (
            "Something was wrong with my meal. What can I do?",
            '<a href="page:contact">Tell us</a> the same day, with the number of the order. We cook again or give money back, whole or in part.',
        ),
        (
            "Quelque chose n’allait pas avec mon repas. Que faire ?",
            '<a href="page:contact">Dites-le-nous</a> le jour même, avec le numéro de la commande. Nous cuisinons de nouveau ou rendons l’argent, en tout ou en partie.',
        ),
        (
            "Hari ikitagenze neza ku ifunguro ryanjye. Nkore iki?",
            '<a href="page:contact">Mubitubwire</a> uwo munsi, hamwe na nimero ya komande. Twongera guteka cyangwa dusubiza amafaranga, yose cyangwa igice.',
        ),
    ),
    _asked(
        "who-sees-health",
        "account",
        (
            "Who sees what I told you about my health?",
            'Those who cook and hand over your meal see what must not be on the plate. Nobody in marketing does, and nothing of it is ever in a message. <a href="page:privacy">More on privacy.</a>',
        ),
        (
            "Qui voit ce que j’ai dit de ma santé ?",
            'Ceux qui cuisinent et remettent votre repas voient ce qui ne doit pas être dans l’assiette. Personne au marketing, et rien de cela dans un message. <a href="page:privacy">Vie privée.</a>',
        ),
        (
            "Ni nde ubona ibyo nababwiye ku buzima bwanjye?",
            'Abateka n’abatanga ifunguro ryanyu babona ibitagomba kuba ku isahani. Abashinzwe kwamamaza ntibabibona, kandi nta na kimwe kijya mu butumwa. <a href="page:privacy">Ubuzima bwite.</a>',
        ),
    ),
    _asked(
        "phone-or-email",
        "account",
        (
            "Can I open an account with only a phone number?",
            "Yes. We send a code to your phone, and once you have typed it the number is yours. An e-mail address can be added later.",
        ),
        (
            "Puis-je ouvrir un compte avec un numéro seulement ?",
            "Oui. Nous envoyons un code à votre téléphone ; une fois tapé, le numéro est le vôtre. Une adresse e-mail peut être ajoutée plus tard.",
        ),
        (
            "Nshobora gufungura konti nkoresheje nimero ya telefoni gusa?",
            "Yego. Twohereza kode kuri telefoni yanyu; mumaze kuyandika, nimero iba iyanyu. Imeyili mushobora kuyongeraho nyuma.",
        ),
    ),
    _asked(
        "lost-link",
        "account",
        (
            "I have lost the link of my order.",
            'Look into the message we sent you, or log in if you have an account. Otherwise <a href="page:contact">ask us</a> with your name, phone number and the day.',
        ),
        (
            "J’ai perdu le lien de ma commande.",
            'Cherchez dans le message reçu, ou connectez-vous si vous avez un compte. Sinon, <a href="page:contact">demandez-nous</a> avec votre nom, votre numéro et le jour.',
        ),
        (
            "Nabuze linki ya komande yanjye.",
            'Murebe mu butumwa twaboherereje, cyangwa mwinjire niba mufite konti. Bitabaye ibyo, <a href="page:contact">mutubaze</a> muvuga izina, nimero n’umunsi.',
        ),
    ),
    _asked(
        "languages",
        "account",
        (
            "In which languages can I use the site?",
            "English, French and Kinyarwanda. Choose at the top of each page; what has not been translated yet is shown in English and says so.",
        ),
        (
            "En quelles langues puis-je utiliser le site ?",
            "Anglais, français et kinyarwanda. Choisissez en haut de chaque page ; ce qui n’est pas encore traduit s’affiche en anglais et le dit.",
        ),
        (
            "Nakoresha urubuga mu zihe ndimi?",
            "Icyongereza, Igifaransa n’Ikinyarwanda. Muhitemo hejuru kuri buri rupapuro; ibitarahindurwa bigaragara mu Cyongereza kandi bikabivuga.",
        ),
    ),
    _asked(
        "points",
        "paying",
        (
            "What are points for?",
            'Meals that are delivered and paid bring points to your account. They pay for part of a later order, or are exchanged for a reward. <a href="page:help-points">Here is how.</a>',
        ),
        (
            "À quoi servent les points ?",
            'Les repas livrés et payés apportent des points à votre compte. Ils paient une partie d’une commande suivante, ou s’échangent contre un cadeau. <a href="page:help-points">Voici comment.</a>',
        ),
        (
            "Amanota amaze iki?",
            'Amafunguro yagejejwe kandi yishyuwe ahesha konti yanyu amanota. Yishyura igice cya komande itaha, cyangwa akaguranwa impano. <a href="page:help-points">Dore uko bikorwa.</a>',
        ),
    ),
    _asked(
        "points-expire",
        "paying",
        (
            "Do points expire?",
            'Yes, the oldest first. The page of your points says when, and we write to you about two weeks before. <a href="page:help-points">More on points.</a>',
        ),
        (
            "Les points expirent-ils ?",
            'Oui, les plus anciens d’abord. La page de vos points dit quand, et nous vous écrivons environ deux semaines avant. <a href="page:help-points">En savoir plus.</a>',
        ),
        (
            "Ese amanota arangiza igihe?",
            'Yego, aya kera ni yo abanza. Urupapuro rw’amanota yanyu ruvuga igihe, kandi turabandikira hafi ibyumweru bibiri mbere. <a href="page:help-points">Ibindi ku manota.</a>',
        ),
    ),
)
