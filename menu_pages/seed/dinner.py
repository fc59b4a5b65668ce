"""Dinner dishes. Figures are samples, to be confirmed by the dietitian."""

from __future__ import annotations

from .choices import SIDE, meal_sizes
from .schema import DishSeed, OptionGroupSeed, OptionSeed, Words, figures

SOUP_TEXTURE = OptionGroupSeed(
    code="texture",
    name=Words(en="Smooth or with pieces?", fr="Texture", rw="Uyishaka ite?"),
    minimum=1,
    maximum=1,
    options=(
        OptionSeed(
            code="smooth",
            name=Words(en="Blended smooth", fr="Mixée, bien lisse", rw="Iseye inoze"),
        ),
        OptionSeed(
            code="pieces",
            name=Words(
                en="With soft pieces", fr="Avec des morceaux tendres", rw="Irimo uduce tworoshye"
            ),
        ),
    ),
)

SOUP_BREAD = OptionGroupSeed(
    code="bread",
    name=Words(en="Bread", fr="Pain", rw="Umugati"),
    minimum=0,
    maximum=1,
    options=(
        OptionSeed(
            code="roll",
            name=Words(en="Soft bread roll", fr="Petit pain moelleux", rw="Akagati koroshye"),
            extra=500,
            contains=("gluten", "milk"),
        ),
    ),
)

DISHES: tuple[DishSeed, ...] = (
    DishSeed(
        code="vegetable-soup",
        section="dinner",
        name=Words(en="Vegetable soup", fr="Soupe de légumes", rw="Isupu y’imboga"),
        summary=Words(
            en="Carrot, leek, potato and cabbage, smooth or with pieces",
            fr="Carotte, poireau, pomme de terre et chou, lisse ou en morceaux",
            rw="Karoti, puwaro, ibirayi n’amashu; iseye cyangwa irimo uduce",
        ),
        description=Words(
            en=(
                "The vegetables of the day cooked in a stock we make ourselves, with very little "
                "salt. Light in the evening, and as smooth as you need it."
            ),
            fr=(
                "Les légumes du jour cuits dans un bouillon maison, avec très peu de sel. Léger le "
                "soir, et aussi lisse que vous le souhaitez."
            ),
            rw=(
                "Imboga z’uwo munsi zitekwa mu mufa twikorera ubwacu, urimo umunyu muke cyane. Ni "
                "isupu yoroheje yo ku mugoroba, kandi tuyisya uko ubishaka."
            ),
        ),
        price=2500,
        minutes=12,
        nutrition=figures(
            grams=350,
            kcal=126,
            protein="4",
            carbohydrate="17",
            sugar="8",
            fat="3.5",
            saturated="0.6",
            fibre="5",
            sodium=330,
            potassium=640,
        ),
        allergens={"celery": "contains"},
        tags=("vegetarian", "low_fat", "low_sodium", "soft_diet"),
        groups=(SOUP_TEXTURE, SOUP_BREAD),
        related=("pumpkin-soup", "chicken-broth", "mashed-potatoes"),
    ),
    DishSeed(
        code="pumpkin-soup",
        section="dinner",
        name=Words(en="Pumpkin soup", fr="Velouté de courge", rw="Isupu y’ibihaza"),
        summary=Words(
            en="Velvety pumpkin with a spoonful of cream",
            fr="Courge onctueuse et une cuillerée de crème",
            rw="Ibihaza biseye binoze birimo akayiko ka kereme",
        ),
        description=Words(
            en=(
                "Sweet local pumpkin cooked with onion and a touch of ginger, then blended until "
                "it is silk. A soft, golden bowl for tired evenings."
            ),
            fr=(
                "De la courge douce du pays cuite avec de l’oignon et une pointe de gingembre, "
                "puis mixée jusqu’à devenir soyeuse. Un bol doré et doux pour les soirs de fatigue."
            ),
            rw=(
                "Ibihaza byo mu Rwanda bitekwa n’igitunguru na tangawizi nkeya, hanyuma bigasywa "
                "kugeza binoze. Ni isupu yoroshye kandi iryohera, ibereye umugoroba unaniwe."
            ),
        ),
        price=2800,
        minutes=12,
        nutrition=figures(
            grams=350,
            kcal=171,
            protein="5",
            carbohydrate="20",
            sugar="9",
            fat="7",
            saturated="4",
            fibre="4",
            sodium=320,
            potassium=780,
        ),
        allergens={"milk": "contains"},
        tags=("vegetarian", "gluten_free", "post_surgery", "soft_diet"),
        related=("vegetable-soup", "ibihaza", "mashed-potatoes"),
    ),
    DishSeed(
        code="chicken-broth",
        section="dinner",
        name=Words(en="Chicken broth", fr="Bouillon de poulet", rw="Umufa w’inkoko"),
        summary=Words(
            en="Clear broth simmered for hours with shreds of chicken",
            fr="Bouillon clair longuement mijoté, effiloché de poulet",
            rw="Umufa w’inkoko ucaniriwe amasaha menshi urimo uduce twayo",
        ),
        description=Words(
            en=(
                "Bones, carrot and onion on a low flame since morning, strained until clear. Often "
                "the first thing that tastes good again after an operation."
            ),
            fr=(
                "Des os, de la carotte et de l’oignon sur feu doux depuis le matin, puis filtrés. "
                "Souvent la première chose qui fait de nouveau envie après une opération."
            ),
            rw=(
                "Amagufwa, karoti n’igitunguru bicanirwa ku muriro muke kuva mu gitondo, "
                "bikayungururwa. Akenshi ni cyo kintu cya mbere cyongera kuryohera umuntu wabazwe."
            ),
        ),
        price=2500,
        minutes=8,
        nutrition=figures(
            grams=300,
            kcal=80,
            protein="8",
            carbohydrate="5",
            sugar="1.5",
            fat="3",
            saturated="0.8",
            fibre="0.5",
            sodium=390,
            potassium=280,
        ),
        allergens={"celery": "contains"},
        tags=("diabetic_friendly", "low_fat", "post_surgery", "soft_diet"),
        related=("vegetable-soup", "mashed-potatoes-chicken", "herbal-tea"),
    ),
    DishSeed(
        code="mashed-potatoes-chicken",
        section="dinner",
        name=Words(
            en="Mashed potatoes with chicken",
            fr="Purée et poulet tendre",
            rw="Ibirayi binombye n’inkoko",
        ),
        summary=Words(
            en="Smooth potato mash with finely cut chicken in its juice",
            fr="Purée lisse et poulet finement coupé dans son jus",
            rw="Ibirayi binombye n’inkoko ikaswe duto mu isosi yayo",
        ),
        description=Words(
            en=(
                "Musanze potatoes mashed with milk, and chicken cooked until it falls apart. Soft "
                "enough for a sore mouth, with the protein a healing body asks for."
            ),
            fr=(
                "Des pommes de terre de Musanze écrasées au lait, et un poulet cuit jusqu’à "
                "s’effilocher. Assez tendre pour une bouche sensible, avec les protéines dont un "
                "corps a besoin pour guérir."
            ),
            rw=(
                "Ibirayi by’i Musanze binombanwa n’amata, n’inkoko itekwa kugeza yoroshye cyane. "
                "Biroroshye no ku muntu ubabara mu kanwa, kandi bikungahaye ku byubaka umubiri."
            ),
        ),
        price=4500,
        minutes=20,
        nutrition=figures(
            grams=380,
            kcal=416,
            protein="34",
            carbohydrate="42",
            sugar="4",
            fat="11.5",
            saturated="5",
            fibre="4",
            sodium=420,
            potassium=1200,
        ),
        allergens={"milk": "contains"},
        tags=("high_protein", "gluten_free", "post_surgery", "soft_diet"),
        related=("mashed-potatoes", "chicken-broth", "steamed-tilapia-rice"),
    ),
    DishSeed(
        code="mashed-potatoes",
        section="dinner",
        name=Words(en="Mashed potatoes", fr="Purée de pommes de terre", rw="Ibirayi binombye"),
        summary=Words(
            en="Creamy potatoes with milk, butter and a little nutmeg",
            fr="Pommes de terre onctueuses, lait, beurre et muscade",
            rw="Ibirayi binoze birimo amata, amavuta y’inka na musikade",
        ),
        description=Words(
            en=(
                "Nothing but good potatoes, warm milk and butter, mashed by hand. Comforting on "
                "its own, or beside a soup."
            ),
            fr=(
                "Rien que de bonnes pommes de terre, du lait chaud et du beurre, écrasés à la "
                "main. Réconfortant tout seul, ou à côté d’une soupe."
            ),
            rw=(
                "Ni ibirayi byiza, amata ashyushye n’amavuta y’inka gusa, binombye neza. "
                "Bihumuriza umutima byonyine, cyangwa bigatanganwa n’isupu."
            ),
        ),
        price=2500,
        minutes=15,
        nutrition=figures(
            grams=280,
            kcal=261,
            protein="5.5",
            carbohydrate="42",
            sugar="3.5",
            fat="7",
            saturated="4.3",
            fibre="4",
            sodium=240,
            potassium=900,
        ),
        allergens={"milk": "contains"},
        tags=("vegetarian", "gluten_free", "post_surgery", "soft_diet"),
        related=("mashed-potatoes-chicken", "pumpkin-soup", "potatoes-peas"),
    ),
    DishSeed(
        code="steamed-tilapia-rice",
        section="dinner",
        name=Words(
            en="Steamed tilapia with rice",
            fr="Tilapia vapeur et riz",
            rw="Tilapiya itetse ku mwuka n’umuceri",
        ),
        summary=Words(
            en="Boneless tilapia with ginger, carrot and soft white rice",
            fr="Filet de tilapia au gingembre, carotte et riz blanc tendre",
            rw="Tilapiya itagira amagufwa irimo tangawizi, karoti n’umuceri",
        ),
        description=Words(
            en=(
                "A fillet checked twice for bones and steamed with ginger and lemon. Light, clean "
                "flavours for a stomach that has had a hard day."
            ),
            fr=(
                "Un filet dont on vérifie deux fois les arêtes, cuit à la vapeur avec gingembre et "
                "citron. Des saveurs légères pour un estomac qui a eu une rude journée."
            ),
            rw=(
                "Igice cy’ifi kigenzurwa kabiri ko nta magufwa arimo, kigatekwa ku mwuka na "
                "tangawizi n’indimu. Ni ifunguro ritaremereye, ribereye igifu kinaniwe."
            ),
        ),
        price=5800,
        minutes=25,
        nutrition=figures(
            grams=400,
            kcal=427,
            protein="34",
            carbohydrate="58",
            sugar="3",
            fat="6",
            saturated="1.5",
            fibre="2.5",
            sodium=360,
            potassium=760,
        ),
        allergens={"fish": "contains"},
        tags=("high_protein", "low_fat", "post_surgery", "soft_diet"),
        related=("baked-fish-vegetables", "mashed-potatoes-chicken", "chicken-broth"),
        daily_portions=40,
    ),
    DishSeed(
        code="lentil-stew-rice",
        section="dinner",
        name=Words(
            en="Lentil stew with rice",
            fr="Ragoût de lentilles et riz",
            rw="Indengu n’umuceri",
        ),
        summary=Words(
            en="Green lentils with tomato, cumin and coriander on rice",
            fr="Lentilles vertes à la tomate, cumin et coriandre, sur du riz",
            rw="Indengu mu isosi y’inyanya na koriyandere, n’umuceri",
        ),
        description=Words(
            en=(
                "Lentils that simmer until thick with tomato, garlic and a little cumin. Meatless, "
                "but nobody leaves the table hungry."
            ),
            fr=(
                "Des lentilles qui mijotent jusqu’à épaissir avec tomate, ail et un peu de cumin. "
                "Sans viande, mais personne ne quitte la table avec la faim."
            ),
            rw=(
                "Indengu zicanirwa n’inyanya, tungurusumu na kumini nkeya kugeza isosi ifashe. Nta "
                "nyama zirimo, ariko nta wuva ku meza ashonje."
            ),
        ),
        price=3200,
        minutes=15,
        nutrition=figures(
            grams=440,
            kcal=498,
            protein="21",
            carbohydrate="80",
            sugar="5",
            fat="7",
            saturated="1",
            fibre="15.5",
            sodium=400,
            potassium=980,
        ),
        tags=("vegan", "gluten_free", "high_fibre", "low_fat"),
        sizes=meal_sizes(800),
        related=("rice-beans-dodo", "tofu-vegetables", "potatoes-peas"),
    ),
    DishSeed(
        code="potatoes-peas",
        section="dinner",
        name=Words(
            en="Potatoes and peas",
            fr="Pommes de terre et petits pois",
            rw="Ibirayi n’amashaza",
        ),
        summary=Words(
            en="Potatoes and green peas stewed with onion and tomato",
            fr="Pommes de terre et petits pois mijotés, oignon et tomate",
            rw="Ibirayi n’amashaza bitetse hamwe n’igitunguru n’inyanya",
        ),
        description=Words(
            en=(
                "A pot from the north, where potatoes and peas grow side by side. Mild, filling, "
                "and even better with a spoon than with a fork."
            ),
            fr=(
                "Une marmite du nord, où pommes de terre et petits pois poussent côte à côte. "
                "Doux, nourrissant, et meilleur encore à la cuillère qu’à la fourchette."
            ),
            rw=(
                "Ni inkono yo mu Majyaruguru, aho ibirayi n’amashaza byera hamwe. Biraryoha, "
                "birahaza, kandi biryoha kurushaho ubirishije ikiyiko."
            ),
        ),
        price=2800,
        minutes=15,
        nutrition=figures(
            grams=420,
            kcal=391,
            protein="13",
            carbohydrate="58",
            sugar="8",
            fat="9",
            saturated="1.3",
            fibre="13",
            sodium=330,
            potassium=1300,
        ),
        tags=("vegan", "gluten_free", "high_fibre", "low_sodium"),
        related=("lentil-stew-rice", "beef-vegetable-stew", "mashed-potatoes"),
    ),
    DishSeed(
        code="beef-vegetable-stew",
        section="dinner",
        name=Words(
            en="Beef and vegetable stew",
            fr="Ragoût de bœuf aux légumes",
            rw="Isosi y’inyama z’inka n’imboga",
        ),
        summary=Words(
            en="Tender beef, carrots and green beans, with your side",
            fr="Bœuf tendre, carottes, haricots verts et accompagnement",
            rw="Inyama zoroshye, karoti n’imiteja, n’icyo wihitiyemo",
        ),
        description=Words(
            en=(
                "Beef that has had all afternoon to become tender, with carrots and green beans in "
                "a light sauce. It comes with rice, or with the side you choose."
            ),
            fr=(
                "Un bœuf qui a eu tout l’après-midi pour s’attendrir, avec carottes et haricots "
                "verts dans une sauce légère. Servi avec du riz, ou l’accompagnement de votre "
                "choix."
            ),
            rw=(
                "Inyama z’inka zacaniriwe ikigoroba cyose zikoroha, karoti n’imiteja mu isosi "
                "yoroheje. Itangwa n’umuceri cyangwa ikindi wihitiyemo."
            ),
        ),
        price=4800,
        minutes=20,
        nutrition=figures(
            grams=480,
            kcal=580,
            protein="38",
            carbohydrate="68",
            sugar="8",
            fat="16",
            saturated="6",
            fibre="6",
            sodium=520,
            potassium=1100,
        ),
        allergens={"celery": "may_contain", "gluten": "may_contain", "soya": "may_contain"},
        tags=("high_protein",),
        groups=(SIDE,),
        related=("igitoki-beef", "chicken-stew-rice", "potatoes-peas"),
    ),
    DishSeed(
        code="tofu-vegetables",
        section="dinner",
        name=Words(en="Tofu with vegetables", fr="Tofu aux légumes", rw="Tofu n’imboga"),
        summary=Words(
            en="Golden tofu with peppers, carrots and a hint of ginger",
            fr="Tofu doré, poivrons, carottes et pointe de gingembre",
            rw="Tofu ikaranze gake, puwavuro, karoti na tangawizi nkeya",
        ),
        description=Words(
            en=(
                "Tofu made in Rwanda, browned in the pan with crunchy vegetables, garlic and "
                "ginger. No soy sauce, so the salt stays low."
            ),
            fr=(
                "Du tofu fabriqué au Rwanda, doré à la poêle avec des légumes croquants, de l’ail "
                "et du gingembre. Sans sauce soja, donc peu salé."
            ),
            rw=(
                "Tofu ikorerwa mu Rwanda, ikaranganwa n’imboga, tungurusumu na tangawizi. Nta sosi "
                "ya soya irimo, bityo umunyu uguma ari muke."
            ),
        ),
        price=3800,
        minutes=15,
        nutrition=figures(
            grams=360,
            kcal=344,
            protein="24",
            carbohydrate="18",
            sugar="8",
            fat="18",
            saturated="2.8",
            fibre="7",
            sodium=280,
            potassium=760,
        ),
        allergens={"soya": "contains", "sesame": "may_contain"},
        tags=("diabetic_friendly", "high_protein", "vegan", "low_sodium"),
        related=("lentil-stew-rice", "grilled-chicken-vegetables", "vegetable-soup"),
    ),
    DishSeed(
        code="sweet-potato-ikivuguto",
        section="dinner",
        name=Words(
            en="Sweet potato and ikivuguto",
            fr="Patate douce et ikivuguto",
            rw="Ibijumba n’ikivuguto",
        ),
        summary=Words(
            en="Steamed sweet potato with a glass of cool cultured milk",
            fr="Patate douce vapeur et un verre de lait fermenté frais",
            rw="Ibijumba bitetse ku mwuka n’ikirahuri cy’ikivuguto gikonje",
        ),
        description=Words(
            en=(
                "Warm sweet potato in its skin and a glass of ikivuguto, the supper of countless "
                "Rwandan childhoods. Sweet, sour, and nothing more is needed."
            ),
            fr=(
                "Une patate douce chaude dans sa peau et un verre d’ikivuguto, le souper de tant "
                "d’enfances rwandaises. Le doux et l’acidulé, il n’en faut pas plus."
            ),
            rw=(
                "Ibijumba bishyushye bitekanye n’ibishishwa byabyo n’ikirahuri cy’ikivuguto, ibyo "
                "Abanyarwanda benshi bakuze barya nimugoroba. Uburyohe n’ubushari bihura, nta "
                "kindi gikenewe."
            ),
        ),
        price=2500,
        minutes=10,
        nutrition=figures(
            grams=450,
            kcal=366,
            protein="10.5",
            carbohydrate="60",
            sugar="24",
            fat="7.5",
            saturated="4.2",
            fibre="8",
            sodium=180,
            potassium=1150,
        ),
        allergens={"milk": "contains"},
        tags=("vegetarian", "gluten_free", "low_sodium", "low_fat"),
        related=("ikivuguto", "dodo-groundnut-sweet-potato", "ibihaza"),
    ),
)
