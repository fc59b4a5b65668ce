"""Snacks. Figures are samples, to be confirmed by the dietitian."""

from __future__ import annotations

from .choices import piece_sizes
from .schema import DishSeed, OptionGroupSeed, OptionSeed, SizeSeed, Words, figures

SEASONING = OptionGroupSeed(
    code="seasoning",
    name=Words(en="Seasoning", fr="Assaisonnement", rw="Ibirungo"),
    minimum=0,
    maximum=1,
    options=(
        OptionSeed(
            code="lemon",
            name=Words(en="Lemon", fr="Citron", rw="Indimu"),
        ),
        OptionSeed(
            code="lemon-chilli",
            name=Words(en="Lemon and chilli", fr="Citron et piment", rw="Indimu n’urusenda"),
        ),
    ),
)

FRUIT_SIZES = (
    SizeSeed(
        code="regular",
        name=Words(en="Bowl for one", fr="Bol pour une personne", rw="Ibakure y’umuntu umwe"),
        extra=0,
        is_default=True,
    ),
    SizeSeed(
        code="large",
        name=Words(en="Bowl to share", fr="Bol à partager", rw="Ibakure yo gusangira"),
        extra=1000,
    ),
)

DISHES: tuple[DishSeed, ...] = (
    DishSeed(
        code="beef-sambusa",
        section="snacks",
        name=Words(en="Beef sambusa", fr="Sambusa au bœuf", rw="Sambusa y’inyama z’inka"),
        summary=Words(
            en="Two crisp triangles filled with spiced minced beef",
            fr="Deux triangles croustillants au bœuf haché épicé",
            rw="Sambusa ebyiri zumye zirimo inyama zaseye n’ibirungo",
        ),
        description=Words(
            en=(
                "Thin pastry folded by hand around minced beef, onion and a hint of cumin. Fried "
                "until it crackles and best eaten while hot."
            ),
            fr=(
                "Une pâte fine pliée à la main autour de bœuf haché, d’oignon et d’une pointe de "
                "cumin. Frite jusqu’à croustiller, et meilleure bien chaude."
            ),
            rw=(
                "Umukati unanutse uzingirwa mu ntoki ukabamo inyama zaseye, igitunguru n’ibirungo "
                "bike. Tuyikaranga ikumagara neza; iryoha kurushaho igishyushye."
            ),
        ),
        price=1200,
        minutes=10,
        nutrition=figures(
            grams=120,
            kcal=310,
            protein="13",
            carbohydrate="30",
            sugar="2",
            fat="14.8",
            saturated="4.1",
            fibre="2.2",
            sodium=320,
            potassium=230,
        ),
        allergens={"gluten": "contains", "soya": "may_contain"},
        sizes=piece_sizes(2, 4, 1100, rw="Sambusa"),
        related=("vegetable-sambusa", "african-tea", "passion-juice"),
    ),
    DishSeed(
        code="vegetable-sambusa",
        section="snacks",
        name=Words(en="Vegetable sambusa", fr="Sambusa aux légumes", rw="Sambusa y’imboga"),
        summary=Words(
            en="Two crisp triangles of peas, carrot and potato",
            fr="Deux triangles croustillants aux petits pois, carottes et pommes de terre",
            rw="Sambusa ebyiri zirimo amashaza, karoti n’ibirayi",
        ),
        description=Words(
            en=(
                "Peas, carrot and potato with fresh coriander in a thin, crackling pastry. Fried "
                "in oil of its own, never shared with meat or fish."
            ),
            fr=(
                "Petits pois, carottes et pommes de terre à la coriandre fraîche dans une pâte "
                "fine et croustillante. Frit dans une huile à part, jamais partagée avec la viande "
                "ou le poisson."
            ),
            rw=(
                "Amashaza, karoti n’ibirayi birimo koriyandere, bizingiye mu mukati unanutse. "
                "Zikarangwa mu mavuta yazo yihariye, atigeze akarangwamo inyama cyangwa amafi."
            ),
        ),
        price=1000,
        minutes=10,
        nutrition=figures(
            grams=120,
            kcal=284,
            protein="6",
            carbohydrate="36",
            sugar="3",
            fat="11.8",
            saturated="1.6",
            fibre="5",
            sodium=280,
            potassium=290,
        ),
        allergens={"gluten": "contains", "soya": "may_contain"},
        tags=("vegan",),
        sizes=piece_sizes(2, 4, 900, rw="Sambusa"),
        related=("beef-sambusa", "mandazi", "tree-tomato-juice"),
    ),
    DishSeed(
        code="mandazi",
        section="snacks",
        name=Words(en="Mandazi", fr="Mandazi", rw="Amandazi"),
        summary=Words(
            en="Three pillowy fried dough cakes with cardamom",
            fr="Trois beignets moelleux parfumés à la cardamome",
            rw="Amandazi atatu yoroshye ahumura karidamu",
        ),
        description=Words(
            en=(
                "The tea-time friend of all East Africa, lightly sweet and fragrant with cardamom. "
                "Made every morning, so come early."
            ),
            fr=(
                "Le compagnon du thé dans toute l’Afrique de l’Est, peu sucré et parfumé à la "
                "cardamome. Préparé chaque matin, mieux vaut venir tôt."
            ),
            rw=(
                "Amandazi ni yo ajyana n’icyayi muri Afurika y’Iburasirazuba hose. Aryohera "
                "gahoro, ahumura karidamu, kandi tuyakora buri gitondo."
            ),
        ),
        price=800,
        minutes=5,
        nutrition=figures(
            grams=120,
            kcal=388,
            protein="8",
            carbohydrate="56",
            sugar="14",
            fat="14.2",
            saturated="3",
            fibre="2",
            sodium=230,
            potassium=130,
        ),
        allergens={"gluten": "contains", "milk": "contains", "eggs": "contains"},
        tags=("vegetarian",),
        sizes=piece_sizes(3, 6, 700, rw="Amandazi"),
        related=("african-tea", "banana-bread", "sorghum-porridge"),
    ),
    DishSeed(
        code="fruit-salad",
        section="snacks",
        name=Words(en="Fresh fruit salad", fr="Salade de fruits frais", rw="Salade y’imbuto"),
        summary=Words(
            en="Papaya, mango, pineapple and banana in passion juice",
            fr="Papaye, mangue, ananas et banane au jus de maracuja",
            rw="Ipapayi, umwembe, inanasi n’umuneke mu mutobe wa marakuja",
        ),
        description=Words(
            en=(
                "Whatever is ripest at the market this morning, cut small and dressed with passion "
                "fruit. No sugar added, none needed."
            ),
            fr=(
                "Les fruits les plus mûrs du marché de ce matin, coupés fin et arrosés de "
                "maracuja. Sans sucre ajouté, ils n’en ont pas besoin."
            ),
            rw=(
                "Imbuto zihiye kurusha izindi ku isoko muri iki gitondo, zikaswemo uduce duto "
                "zikavangwa na marakuja. Nta sukari twongeramo kuko zisanzwe ziryohera."
            ),
        ),
        price=1500,
        minutes=8,
        nutrition=figures(
            grams=250,
            kcal=149,
            protein="1.8",
            carbohydrate="32",
            sugar="27",
            fat="0.6",
            saturated="0.1",
            fibre="4.6",
            sodium=8,
            potassium=520,
        ),
        tags=("vegan", "gluten_free", "low_fat", "high_fibre"),
        sizes=FRUIT_SIZES,
        related=("yoghurt-parfait", "avocado-salad", "ikivuguto"),
    ),
    DishSeed(
        code="roasted-maize",
        section="snacks",
        name=Words(en="Roasted maize", fr="Maïs grillé", rw="Ikigori cyokeje"),
        summary=Words(
            en="A whole fresh cob roasted over charcoal",
            fr="Un épi de maïs frais grillé au charbon de bois",
            rw="Ikigori kibisi cyokeje ku makara",
        ),
        description=Words(
            en=(
                "Roadside maize as everybody knows it, turned on the charcoal until it smells "
                "sweet and smoky. Eat it plain, or with lemon."
            ),
            fr=(
                "Le maïs du bord de route que tout le monde connaît, tourné sur la braise jusqu’à "
                "sentir bon le fumé. Nature ou au citron, à vous de choisir."
            ),
            rw=(
                "Ni cya kigori buri wese azi cyo ku muhanda, tugihindukiza ku makara kugeza "
                "gihumura neza. Wakirya uko kiri cyangwa ugashyiraho indimu."
            ),
        ),
        price=800,
        minutes=15,
        nutrition=figures(
            grams=180,
            kcal=208,
            protein="6",
            carbohydrate="38",
            sugar="6",
            fat="2.4",
            saturated="0.4",
            fibre="5",
            sodium=30,
            potassium=400,
        ),
        tags=("diabetic_friendly", "vegan", "gluten_free", "low_fat"),
        groups=(SEASONING,),
        related=("roasted-groundnuts", "avocado-salad", "pineapple-ginger-juice"),
    ),
    DishSeed(
        code="roasted-groundnuts",
        section="snacks",
        name=Words(en="Roasted groundnuts", fr="Arachides grillées", rw="Ubunyobwa bukaranze"),
        summary=Words(
            en="A warm handful of crunchy groundnuts, a pinch of salt",
            fr="Une bonne poignée d’arachides croquantes à peine salées",
            rw="Ubunyobwa bukaranze bushyushye burimo akunyu gake",
        ),
        description=Words(
            en=(
                "Groundnuts from the Eastern Province, roasted here in small batches. Good company "
                "for long visiting hours."
            ),
            fr=(
                "Des arachides de la province de l’Est, grillées ici par petites quantités. Une "
                "bonne compagnie pour les longues heures de visite."
            ),
            rw=(
                "Ubunyobwa bwo mu Ntara y’Iburasirazuba, tubukaranga hano buke buke. Ni bwo bumara "
                "irungu mu masaha maremare yo gusura abarwayi."
            ),
        ),
        price=1000,
        minutes=3,
        nutrition=figures(
            grams=60,
            kcal=366,
            protein="15.5",
            carbohydrate="7",
            sugar="2.7",
            fat="29.5",
            saturated="4.2",
            fibre="5",
            sodium=60,
            potassium=400,
        ),
        allergens={"peanuts": "contains", "nuts": "may_contain", "sesame": "may_contain"},
        tags=("diabetic_friendly", "vegan", "gluten_free", "high_fibre"),
        related=("roasted-maize", "african-tea", "banana-groundnut-smoothie"),
    ),
    DishSeed(
        code="avocado-salad",
        section="snacks",
        name=Words(en="Avocado salad", fr="Salade d’avocat", rw="Salade ya avoka"),
        summary=Words(
            en="Ripe avocado, tomato, cucumber and red onion with lemon",
            fr="Avocat mûr, tomate, concombre et oignon rouge au citron",
            rw="Avoka ihiye, inyanya, kokombure n’igitunguru mu ndimu",
        ),
        description=Words(
            en=(
                "Buttery avocado with crisp vegetables and a plain lemon dressing. Washed in safe "
                "water and cut when you order."
            ),
            fr=(
                "Un avocat fondant, des légumes croquants et un simple filet de citron. Lavés à "
                "l’eau potable et coupés à la commande."
            ),
            rw=(
                "Avoka inoze n’imboga mbisi birimo indimu. Imboga zozwa n’amazi meza kandi zikatwa "
                "umaze gutumiza."
            ),
        ),
        price=1500,
        minutes=8,
        nutrition=figures(
            grams=220,
            kcal=256,
            protein="3",
            carbohydrate="7",
            sugar="4",
            fat="22",
            saturated="3.1",
            fibre="9",
            sodium=110,
            potassium=760,
        ),
        tags=("diabetic_friendly", "vegan", "gluten_free", "high_fibre"),
        related=("eggs-avocado", "fruit-salad", "roasted-maize"),
    ),
    DishSeed(
        code="banana-bread",
        section="snacks",
        name=Words(en="Banana bread", fr="Cake à la banane", rw="Keke y’imineke"),
        summary=Words(
            en="A thick, soft slice baked with very ripe bananas",
            fr="Une tranche épaisse et moelleuse aux bananes bien mûres",
            rw="Igisate kibyimbye cyoroshye cya keke y’imineke ihiye cyane",
        ),
        description=Words(
            en=(
                "Baked every morning with bananas so ripe that little sugar is needed. Soft to the "
                "last crumb, lovely with tea."
            ),
            fr=(
                "Cuit chaque matin avec des bananes si mûres qu’il faut peu de sucre. Moelleux "
                "jusqu’à la dernière miette, parfait avec un thé."
            ),
            rw=(
                "Tuyiteka mu ifuru buri gitondo dukoresheje imineke ihiye cyane, ku buryo isaba "
                "isukari nke. Yoroshye yose uko yakabaye, kandi ijyana neza n’icyayi."
            ),
        ),
        price=1200,
        minutes=3,
        nutrition=figures(
            grams=110,
            kcal=308,
            protein="5",
            carbohydrate="46",
            sugar="22",
            fat="11",
            saturated="2.2",
            fibre="2.4",
            sodium=240,
            potassium=240,
        ),
        allergens={
            "gluten": "contains",
            "eggs": "contains",
            "milk": "contains",
            "nuts": "may_contain",
        },
        tags=("vegetarian", "soft_diet"),
        related=("mandazi", "banana-pancakes", "rwandan-coffee"),
    ),
    DishSeed(
        code="fried-plantain",
        section="snacks",
        name=Words(en="Imizuzu, fried plantain", fr="Imizuzu, banane plantain frite", rw="Imizuzu"),
        summary=Words(
            en="Sweet ripe plantain, sliced and fried until golden",
            fr="Banane plantain mûre et sucrée, en tranches dorées",
            rw="Imizuzu ihiye iryohera, ikaswemo ibisate igakarangwa",
        ),
        description=Words(
            en=(
                "Slices of ripe plantain turned in a little fresh oil until the edges caramelise. "
                "Sweet, soft inside and gone before you notice."
            ),
            fr=(
                "Des tranches de plantain mûr dorées dans un peu d’huile fraîche jusqu’à "
                "caraméliser. Sucrées, fondantes, et vite disparues."
            ),
            rw=(
                "Ibisate by’imizuzu ihiye bikarangwa mu mavuta mashya make kugeza bisa na zahabu. "
                "Imbere haba horoshye haryohera, bigashira utabizi."
            ),
        ),
        price=1200,
        minutes=12,
        nutrition=figures(
            grams=150,
            kcal=315,
            protein="2",
            carbohydrate="48",
            sugar="21",
            fat="12",
            saturated="1.5",
            fibre="3.5",
            sodium=60,
            potassium=650,
        ),
        tags=("vegan", "gluten_free", "low_sodium"),
        related=("goat-brochette-plantain", "roasted-groundnuts", "ikivuguto"),
    ),
)
