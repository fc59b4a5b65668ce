"""Breakfast dishes. Figures are samples, to be confirmed by the dietitian."""

from __future__ import annotations

from .choices import EXTRA_AVOCADO, EXTRA_EGG, SUGAR, meal_sizes
from .schema import DishSeed, OptionGroupSeed, OptionSeed, Words, figures

BREAD = OptionGroupSeed(
    code="bread",
    name=Words(en="Choose your toast", fr="Votre pain grillé", rw="Hitamo umugati"),
    minimum=1,
    maximum=1,
    options=(
        OptionSeed(
            code="brown",
            name=Words(en="Brown toast", fr="Pain complet grillé", rw="Umugati w’ingano zuzuye"),
            contains=("gluten",),
        ),
        OptionSeed(
            code="white",
            name=Words(en="White toast", fr="Pain blanc grillé", rw="Umugati wera"),
            contains=("gluten",),
        ),
    ),
)

OAT_LIQUID = OptionGroupSeed(
    code="cooked-in",
    name=Words(en="Cooked in", fr="Cuite dans", rw="Itekwa muri"),
    minimum=1,
    maximum=1,
    options=(
        OptionSeed(
            code="milk",
            name=Words(en="Fresh milk", fr="Du lait frais", rw="Amata y’inshyushyu"),
            contains=("milk",),
        ),
        OptionSeed(
            code="soya-milk",
            name=Words(en="Soya milk", fr="Du lait de soja", rw="Amata ya soya"),
            extra=300,
            contains=("soya",),
        ),
    ),
)

EGG_STYLE = OptionGroupSeed(
    code="eggs",
    name=Words(en="How would you like your eggs?", fr="Cuisson des œufs", rw="Amagi uyashaka ate?"),
    minimum=1,
    maximum=1,
    options=(
        OptionSeed(
            code="boiled",
            name=Words(en="Hard-boiled", fr="Durs", rw="Atogosheje"),
            contains=("eggs",),
        ),
        OptionSeed(
            code="poached",
            name=Words(en="Poached, cooked through", fr="Pochés, bien cuits", rw="Atetse mu mazi"),
            contains=("eggs",),
        ),
    ),
)

DISHES: tuple[DishSeed, ...] = (
    DishSeed(
        code="sorghum-porridge",
        section="breakfast",
        name=Words(
            en="Igikoma, sorghum porridge",
            fr="Igikoma, bouillie de sorgho",
            rw="Igikoma cy’amasaka",
        ),
        summary=Words(
            en="Smooth, warm porridge of red sorghum flour",
            fr="Bouillie chaude et onctueuse à la farine de sorgho rouge",
            rw="Igikoma gishyushye kinoze cy’ifu y’amasaka",
        ),
        description=Words(
            en=(
                "The cup that starts the day in many Rwandan homes, stirred slowly until it is "
                "silky. It goes down easily when the appetite is small, and you decide about the "
                "sugar."
            ),
            fr=(
                "La tasse qui ouvre la journée dans bien des foyers rwandais, remuée doucement "
                "jusqu’à devenir veloutée. Elle passe bien même sans grand appétit, et c’est vous "
                "qui décidez du sucre."
            ),
            rw=(
                "Iki gikoma ni cyo gitangira umunsi mu ngo nyinshi zo mu Rwanda. Tugikoroga buhoro "
                "kugeza kinoze, kikoroha kunywa n’iyo waba udafite ubushake bwo kurya. Isukari ni "
                "wowe uyihitamo."
            ),
        ),
        price=1500,
        minutes=10,
        nutrition=figures(
            grams=400,
            kcal=202,
            protein="5.5",
            carbohydrate="39",
            sugar="1",
            fat="1.8",
            saturated="0.3",
            fibre="3.6",
            sodium=15,
            potassium=190,
        ),
        allergens={"gluten": "may_contain"},
        tags=("vegan", "low_fat", "post_surgery", "soft_diet"),
        groups=(SUGAR,),
        related=("sosoma-porridge", "mandazi", "african-tea"),
    ),
    DishSeed(
        code="sosoma-porridge",
        section="breakfast",
        name=Words(en="SOSOMA porridge", fr="Bouillie SOSOMA", rw="Igikoma cya SOSOMA"),
        summary=Words(
            en="Nourishing porridge of sorghum, soya and maize",
            fr="Bouillie nourrissante de sorgho, soja et maïs",
            rw="Igikoma gikungahaye cy’amasaka, soya n’ibigori",
        ),
        description=Words(
            en=(
                "Sorghum, soya and maize from Rwandan fields, milled into one fine flour, the "
                "porridge that mothers trust. It fills you for the whole morning and stays gentle "
                "on the stomach."
            ),
            fr=(
                "Sorgho, soja et maïs des champs rwandais réunis en une farine fine, la bouillie à "
                "laquelle les mères font confiance. Elle rassasie toute la matinée et reste douce "
                "pour l’estomac."
            ),
            rw=(
                "Amasaka, soya n’ibigori byo mu mirima y’u Rwanda biseye hamwe bikavamo ifu inoze. "
                "Ni igikoma ababyeyi bizera: kirahaza mu gitondo cyose kandi ntikigora igifu."
            ),
        ),
        price=1700,
        minutes=12,
        nutrition=figures(
            grams=400,
            kcal=244,
            protein="10.8",
            carbohydrate="36",
            sugar="3",
            fat="5.2",
            saturated="0.8",
            fibre="5",
            sodium=20,
            potassium=420,
        ),
        allergens={"soya": "contains", "gluten": "may_contain", "peanuts": "may_contain"},
        tags=("vegan", "low_fat", "low_sodium", "soft_diet"),
        groups=(SUGAR,),
        related=("sorghum-porridge", "banana-bread", "african-tea"),
    ),
    DishSeed(
        code="scrambled-eggs-toast",
        section="breakfast",
        name=Words(
            en="Scrambled eggs with toast",
            fr="Œufs brouillés et pain grillé",
            rw="Amagi avuruze n’umugati",
        ),
        summary=Words(
            en="Three soft scrambled eggs with two slices of warm toast",
            fr="Trois œufs brouillés moelleux et deux tranches de pain grillé",
            rw="Amagi atatu avuruze yoroshye n’ibisate bibiri by’umugati ushyushye",
        ),
        description=Words(
            en=(
                "Eggs from nearby farms, cooked slowly with a drop of milk so that they stay soft. "
                "The toast comes hot, brown or white as you like it."
            ),
            fr=(
                "Des œufs des fermes voisines, cuits doucement avec un peu de lait pour rester "
                "moelleux. Le pain arrive chaud, complet ou blanc selon votre goût."
            ),
            rw=(
                "Amagi y’aborozi baturanye natwe, atekanwa n’amata make ku muriro muke akaguma "
                "yoroshye. Umugati uza ushyushye, ugahitamo uwera cyangwa uw’ingano zuzuye."
            ),
        ),
        price=2500,
        minutes=12,
        nutrition=figures(
            grams=230,
            kcal=402,
            protein="24",
            carbohydrate="26",
            sugar="3.5",
            fat="21.5",
            saturated="6.8",
            fibre="3.5",
            sodium=480,
            potassium=330,
        ),
        allergens={
            "eggs": "contains",
            "gluten": "contains",
            "milk": "contains",
            "sesame": "may_contain",
            "soya": "may_contain",
        },
        tags=("diabetic_friendly", "high_protein", "vegetarian"),
        groups=(BREAD, EXTRA_EGG),
        related=("spanish-omelette", "eggs-avocado", "rwandan-coffee"),
    ),
    DishSeed(
        code="oatmeal-fruit",
        section="breakfast",
        name=Words(
            en="Oatmeal with fresh fruit",
            fr="Flocons d’avoine aux fruits frais",
            rw="Igikoma cya avoine n’imbuto",
        ),
        summary=Words(
            en="Creamy oats with ripe banana and papaya",
            fr="Avoine crémeuse, banane mûre et papaye",
            rw="Avoine inoze iriho umuneke n’ipapayi bihiye",
        ),
        description=Words(
            en=(
                "Rolled oats simmered until they are creamy, topped with banana and papaya cut "
                "this morning. Naturally sweet, so it needs no sugar."
            ),
            fr=(
                "Des flocons d’avoine mijotés jusqu’à devenir crémeux, garnis de banane et de "
                "papaye coupées ce matin. Naturellement doux, ce bol se passe de sucre."
            ),
            rw=(
                "Avoine icanirwa buhoro kugeza inoze, tukayishyiraho umuneke n’ipapayi byakaswe "
                "muri iki gitondo. Iryohera ubwayo, ku buryo idakenera isukari."
            ),
        ),
        price=2800,
        minutes=10,
        nutrition=figures(
            grams=380,
            kcal=334,
            protein="12",
            carbohydrate="50",
            sugar="21",
            fat="8.4",
            saturated="3.6",
            fibre="5.8",
            sodium=90,
            potassium=650,
        ),
        allergens={"gluten": "contains", "milk": "contains", "nuts": "may_contain"},
        tags=("vegetarian", "low_fat", "low_sodium", "soft_diet"),
        groups=(OAT_LIQUID,),
        related=("yoghurt-parfait", "fruit-salad", "herbal-tea"),
    ),
    DishSeed(
        code="spanish-omelette",
        section="breakfast",
        name=Words(en="Spanish omelette", fr="Omelette espagnole", rw="Omeleti y’ibirayi"),
        summary=Words(
            en="Eggs with golden potatoes, onion and green pepper",
            fr="Œufs, pommes de terre dorées, oignon et poivron vert",
            rw="Amagi, ibirayi bikaranze, igitunguru na puwavuro",
        ),
        description=Words(
            en=(
                "A thick omelette with potatoes from the volcanoes of Musanze, onion and sweet "
                "pepper. Turned once, cooked through, and cut like a cake."
            ),
            fr=(
                "Une omelette épaisse aux pommes de terre des volcans de Musanze, à l’oignon et au "
                "poivron doux. Retournée une fois, bien cuite, et coupée comme un gâteau."
            ),
            rw=(
                "Omeleti ibyimbye irimo ibirayi byo ku birunga by’i Musanze, igitunguru na "
                "puwavuro. Turayihindukiza igashya impande zombi, tukayikatamo ibice nka gato."
            ),
        ),
        price=3000,
        minutes=15,
        nutrition=figures(
            grams=290,
            kcal=390,
            protein="22.5",
            carbohydrate="24",
            sugar="3.5",
            fat="22",
            saturated="5.6",
            fibre="3",
            sodium=340,
            potassium=690,
        ),
        allergens={"eggs": "contains"},
        tags=("diabetic_friendly", "high_protein", "vegetarian", "gluten_free"),
        groups=(EXTRA_EGG,),
        related=("scrambled-eggs-toast", "eggs-avocado", "rwandan-coffee"),
    ),
    DishSeed(
        code="chapati-beans",
        section="breakfast",
        name=Words(en="Chapati and beans", fr="Chapati et haricots", rw="Capati n’ibishyimbo"),
        summary=Words(
            en="Warm flaky chapati with stewed red beans",
            fr="Chapati chaud et feuilleté, haricots rouges mijotés",
            rw="Capati ishyushye n’ibishyimbo bitukura bitetse neza",
        ),
        description=Words(
            en=(
                "A chapati straight from the pan and a generous bowl of beans in tomato and onion. "
                "A hard worker’s breakfast that keeps hunger away until late."
            ),
            fr=(
                "Un chapati sorti de la poêle et un bon bol de haricots à la tomate et à l’oignon. "
                "Un petit-déjeuner solide qui éloigne la faim pour longtemps."
            ),
            rw=(
                "Capati ivuye ku ipanu ako kanya, n’ibishyimbo byinshi biri mu isosi y’inyanya "
                "n’ibitunguru. Ni ifunguro rikomeye rituma umara amasaha menshi utarasonza."
            ),
        ),
        price=2000,
        minutes=12,
        nutrition=figures(
            grams=370,
            kcal=502,
            protein="20.5",
            carbohydrate="68",
            sugar="5",
            fat="12.5",
            saturated="2.4",
            fibre="16.5",
            sodium=420,
            potassium=980,
        ),
        allergens={"gluten": "contains"},
        tags=("vegan", "high_fibre", "low_sodium"),
        sizes=meal_sizes(700),
        groups=(EXTRA_AVOCADO,),
        related=("kawunga-beans", "african-tea", "avocado-salad"),
    ),
    DishSeed(
        code="eggs-avocado",
        section="breakfast",
        name=Words(en="Eggs with avocado", fr="Œufs et avocat", rw="Amagi na avoka"),
        summary=Words(
            en="Two eggs, half a ripe avocado and fresh tomato",
            fr="Deux œufs, un demi-avocat mûr et de la tomate fraîche",
            rw="Amagi abiri, igice cya avoka ihiye n’inyanya",
        ),
        description=Words(
            en=(
                "Rwandan avocado at its ripest beside two eggs, with tomato and a squeeze of "
                "lemon. Simple, fresh and very filling."
            ),
            fr=(
                "L’avocat rwandais bien mûr à côté de deux œufs, avec de la tomate et un filet de "
                "citron. Simple, frais et très nourrissant."
            ),
            rw=(
                "Avoka nyarwanda ihiye neza n’amagi abiri, inyanya n’umutobe muke w’indimu. Ni "
                "ibiryo byoroheje, bishya kandi bihaza."
            ),
        ),
        price=2500,
        minutes=12,
        nutrition=figures(
            grams=260,
            kcal=338,
            protein="15",
            carbohydrate="5",
            sugar="3",
            fat="26.8",
            saturated="5.6",
            fibre="8",
            sodium=190,
            potassium=780,
        ),
        allergens={"eggs": "contains"},
        tags=("diabetic_friendly", "low_sodium", "vegetarian", "gluten_free"),
        groups=(EGG_STYLE, EXTRA_EGG),
        related=("avocado-salad", "spanish-omelette", "tree-tomato-juice"),
    ),
    DishSeed(
        code="yoghurt-parfait",
        section="breakfast",
        name=Words(en="Yoghurt parfait", fr="Parfait au yaourt", rw="Yawurute n’imbuto"),
        summary=Words(
            en="Plain yoghurt in layers with fruit and crunchy granola",
            fr="Yaourt nature, fruits et granola croquant en couches",
            rw="Yawurute itarimo isukari, imbuto na granola, bigerekeranye",
        ),
        description=Words(
            en=(
                "Thick plain yoghurt from Rwandan milk, layered with mango, papaya and toasted "
                "oats. Cool, fresh and pretty enough to cheer up a morning."
            ),
            fr=(
                "Un yaourt nature épais, au lait du Rwanda, monté en couches avec mangue, papaye "
                "et avoine grillée. Frais, léger, et assez joli pour égayer la matinée."
            ),
            rw=(
                "Yawurute ifashe ikozwe mu mata y’u Rwanda, igerekwaho umwembe, ipapayi na avoine "
                "ikaranze. Irakonje, iraryoshye kandi ni nziza no kuyireba."
            ),
        ),
        price=2800,
        minutes=6,
        nutrition=figures(
            grams=290,
            kcal=270,
            protein="11",
            carbohydrate="37",
            sugar="24",
            fat="7.6",
            saturated="3.6",
            fibre="4",
            sodium=110,
            potassium=560,
        ),
        allergens={
            "milk": "contains",
            "gluten": "contains",
            "nuts": "may_contain",
            "peanuts": "may_contain",
            "sesame": "may_contain",
        },
        tags=("vegetarian", "low_fat", "low_sodium"),
        related=("oatmeal-fruit", "fruit-salad", "ikivuguto"),
    ),
    DishSeed(
        code="banana-pancakes",
        section="breakfast",
        name=Words(en="Banana pancakes", fr="Pancakes à la banane", rw="Pankeke z’imineke"),
        summary=Words(
            en="Three fluffy pancakes with ripe small bananas",
            fr="Trois pancakes moelleux aux petites bananes mûres",
            rw="Pankeke eshatu zoroshye zirimo imineke ihiye",
        ),
        description=Words(
            en=(
                "Ripe imineke, the small sweet bananas of the hills, mashed into the batter. Soft, "
                "golden, and loved by children on the ward."
            ),
            fr=(
                "Des imineke, les petites bananes douces des collines, écrasées dans la pâte. "
                "Moelleux et dorés, les enfants du service en raffolent."
            ),
            rw=(
                "Imineke ihiye inombye ivangwa n’ifu, amata n’amagi. Ni pankeke zoroshye kandi "
                "ziryohera, abana barwaye barazikunda cyane."
            ),
        ),
        price=2500,
        minutes=15,
        nutrition=figures(
            grams=230,
            kcal=413,
            protein="11.5",
            carbohydrate="62",
            sugar="19",
            fat="12.5",
            saturated="4.2",
            fibre="3.5",
            sodium=320,
            potassium=480,
        ),
        allergens={"gluten": "contains", "eggs": "contains", "milk": "contains"},
        tags=("vegetarian", "soft_diet"),
        related=("banana-bread", "yoghurt-parfait", "african-tea"),
    ),
)
