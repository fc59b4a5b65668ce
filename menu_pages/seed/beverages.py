"""Beverages. Figures are samples of the regular size, to be confirmed by the dietitian."""

from __future__ import annotations

from .choices import SUGAR, drink_sizes
from .schema import DishSeed, OptionGroupSeed, OptionSeed, Words, figures

HERB = OptionGroupSeed(
    code="herb",
    name=Words(en="Choose your herb", fr="Votre plante", rw="Hitamo icyatsi"),
    minimum=1,
    maximum=1,
    options=(
        OptionSeed(
            code="lemongrass",
            name=Words(en="Lemongrass", fr="Citronnelle", rw="Umucyayicyayi"),
        ),
        OptionSeed(code="ginger", name=Words(en="Ginger", fr="Gingembre", rw="Tangawizi")),
        OptionSeed(code="mint", name=Words(en="Mint", fr="Menthe", rw="Mente")),
    ),
)

COFFEE_STYLE = OptionGroupSeed(
    code="style",
    name=Words(
        en="Black or with milk?", fr="Noir ou avec du lait", rw="Irimo amata cyangwa nta yo?"
    ),
    minimum=1,
    maximum=1,
    options=(
        OptionSeed(code="black", name=Words(en="Black", fr="Noir", rw="Nta mata")),
        OptionSeed(
            code="milk",
            name=Words(en="With hot milk", fr="Avec du lait chaud", rw="Irimo amata ashyushye"),
            extra=200,
            contains=("milk",),
        ),
    ),
)

DISHES: tuple[DishSeed, ...] = (
    DishSeed(
        code="african-tea",
        section="beverages",
        name=Words(en="African tea", fr="Thé africain", rw="Icyayi cy’amata"),
        summary=Words(
            en="Rwandan tea simmered in milk with ginger and spices",
            fr="Thé du Rwanda infusé dans le lait, gingembre et épices",
            rw="Icyayi cy’u Rwanda gitekanywe n’amata, tangawizi n’ibirungo",
        ),
        description=Words(
            en=(
                "Black tea from the Rwandan hills, boiled with fresh milk, ginger and a little "
                "cardamom. It warms you to the toes; the sugar is yours to choose."
            ),
            fr=(
                "Un thé noir des collines rwandaises, bouilli avec du lait frais, du gingembre et "
                "un peu de cardamome. Il réchauffe jusqu’aux pieds, et le sucre est à votre goût."
            ),
            rw=(
                "Icyayi cyo mu misozi y’u Rwanda kibizwa hamwe n’amata, tangawizi na karidamu "
                "nkeya. Gisusurutsa umubiri wose, isukari ukayigena uko ushaka."
            ),
        ),
        price=800,
        minutes=7,
        nutrition=figures(
            grams=300,
            kcal=99,
            protein="5.5",
            carbohydrate="8",
            sugar="8",
            fat="5",
            saturated="3.2",
            fibre="0",
            sodium=75,
            potassium=290,
        ),
        allergens={"milk": "contains"},
        tags=("vegetarian", "gluten_free", "low_sodium", "soft_diet"),
        sizes=drink_sizes(300, 500, 400),
        groups=(SUGAR,),
        related=("mandazi", "beef-sambusa", "rwandan-coffee"),
    ),
    DishSeed(
        code="herbal-tea",
        section="beverages",
        name=Words(en="Herbal tea", fr="Tisane", rw="Icyayi cy’ibyatsi"),
        summary=Words(
            en="Fresh herbs from our garden in hot water, no caffeine",
            fr="Plantes fraîches de notre jardin infusées, sans caféine",
            rw="Ibyatsi bibisi byo mu busitani bwacu mu mazi ashyushye",
        ),
        description=Words(
            en=(
                "Lemongrass, ginger or mint, picked in the morning and left to steep. Calming "
                "before sleep, and served without sugar."
            ),
            fr=(
                "Citronnelle, gingembre ou menthe, cueillis le matin et infusés tranquillement. "
                "Apaisante avant de dormir, servie sans sucre."
            ),
            rw=(
                "Umucyayicyayi, tangawizi cyangwa mente, bisarurwa mu gitondo bikarekerwa mu mazi "
                "ashyushye. Gituma uruhuka mbere yo kuryama, kandi nta sukari irimo."
            ),
        ),
        price=500,
        minutes=5,
        nutrition=figures(
            grams=300,
            kcal=3,
            protein="0.1",
            carbohydrate="0.6",
            sugar="0.1",
            fat="0",
            saturated="0",
            fibre="0",
            sodium=3,
            potassium=30,
        ),
        tags=("diabetic_friendly", "vegan", "gluten_free", "post_surgery"),
        sizes=drink_sizes(300, 500, 300),
        groups=(HERB,),
        related=("african-tea", "banana-bread", "oatmeal-fruit"),
    ),
    DishSeed(
        code="orange-juice",
        section="beverages",
        name=Words(en="Orange juice", fr="Jus d’orange", rw="Umutobe w’amacunga"),
        summary=Words(
            en="Oranges pressed when you order, nothing added",
            fr="Oranges pressées à la commande, sans rien d’autre",
            rw="Amacunga akamurwa umaze gutumiza, nta kindi kirimo",
        ),
        description=Words(
            en=(
                "Four oranges and nothing else: no water, no sugar. Bright, sweet and full of "
                "vitamin C."
            ),
            fr="Quatre oranges et rien d’autre, ni eau ni sucre. Vif, doux et plein de vitamine C.",
            rw=(
                "Amacunga ane gusa, nta mazi nta n’isukari byongewemo. Uryoha neza kandi "
                "ukungahaye kuri vitamine C."
            ),
        ),
        price=1000,
        minutes=5,
        nutrition=figures(
            grams=300,
            kcal=134,
            protein="2",
            carbohydrate="30",
            sugar="26",
            fat="0.5",
            saturated="0.1",
            fibre="0.7",
            sodium=3,
            potassium=560,
        ),
        tags=("vegan", "gluten_free", "low_fat", "low_sodium"),
        sizes=drink_sizes(300, 500, 500),
        related=("passion-juice", "pineapple-ginger-juice", "fruit-salad"),
    ),
    DishSeed(
        code="passion-juice",
        section="beverages",
        name=Words(en="Passion fruit juice", fr="Jus de maracuja", rw="Umutobe wa marakuja"),
        summary=Words(
            en="Tangy passion fruit, strained and lightly sweetened",
            fr="Maracuja acidulé, filtré et légèrement sucré",
            rw="Marakuja zishaririye gato, ziyunguruye zirimo isukari nke",
        ),
        description=Words(
            en=(
                "Purple passion fruit from the hills, thinned with water and a little sugar to "
                "round it off. The scent alone wakes you up."
            ),
            fr=(
                "Des maracujas violets des collines, allongés d’eau et adoucis d’un peu de sucre. "
                "Rien que le parfum réveille."
            ),
            rw=(
                "Marakuja z’idoma zo mu misozi, zivangwa n’amazi n’isukari nke kugira ngo ziryohe. "
                "Impumuro yazo yonyine irakangura."
            ),
        ),
        price=1000,
        minutes=5,
        nutrition=figures(
            grams=300,
            kcal=116,
            protein="1.5",
            carbohydrate="26",
            sugar="25",
            fat="0.4",
            saturated="0",
            fibre="0.6",
            sodium=12,
            potassium=330,
        ),
        tags=("vegan", "gluten_free", "low_fat"),
        sizes=drink_sizes(300, 500, 500),
        related=("orange-juice", "tree-tomato-juice", "beef-sambusa"),
    ),
    DishSeed(
        code="tree-tomato-juice",
        section="beverages",
        name=Words(en="Tree tomato juice", fr="Jus de tamarillo", rw="Umutobe w’ibinyomoro"),
        summary=Words(
            en="Ibinyomoro, tart and ruby red, with no sugar added",
            fr="Ibinyomoro, acidulé et rouge rubis, sans sucre ajouté",
            rw="Ibinyomoro bitukura, nta sukari yongewemo",
        ),
        description=Words(
            en=(
                "The fruit every Rwandan grandmother recommends, blended with water and strained. "
                "Tart, refreshing and low in sugar by nature."
            ),
            fr=(
                "Le fruit que toute grand-mère rwandaise recommande, mixé avec de l’eau et filtré. "
                "Acidulé, rafraîchissant et naturellement peu sucré."
            ),
            rw=(
                "Ibinyomoro ni imbuto ba nyogokuru bose bashima. Tubisya hamwe n’amazi "
                "tukayungurura, bikavamo umutobe umara inyota kandi usanganywe isukari nke."
            ),
        ),
        price=1000,
        minutes=6,
        nutrition=figures(
            grams=300,
            kcal=51,
            protein="2",
            carbohydrate="9",
            sugar="7.5",
            fat="0.4",
            saturated="0.1",
            fibre="1.5",
            sodium=4,
            potassium=480,
        ),
        tags=("diabetic_friendly", "vegan", "gluten_free", "low_fat"),
        sizes=drink_sizes(300, 500, 500),
        related=("passion-juice", "orange-juice", "eggs-avocado"),
    ),
    DishSeed(
        code="pineapple-ginger-juice",
        section="beverages",
        name=Words(
            en="Pineapple and ginger juice",
            fr="Jus d’ananas au gingembre",
            rw="Umutobe w’inanasi na tangawizi",
        ),
        summary=Words(
            en="Sweet pineapple with a warm bite of fresh ginger",
            fr="Ananas doux relevé de gingembre frais",
            rw="Inanasi iryohera irimo tangawizi mbisi",
        ),
        description=Words(
            en=(
                "Ripe pineapple blended with fresh ginger root and strained. Sweet first, then a "
                "gentle heat that clears the head."
            ),
            fr=(
                "De l’ananas mûr mixé avec du gingembre frais, puis filtré. D’abord la douceur, "
                "puis une chaleur légère qui éclaircit les idées."
            ),
            rw=(
                "Inanasi ihiye isyanwa na tangawizi mbisi hanyuma ikayungururwa. Ubanza kumva "
                "uburyohe, nyuma ukumva ubukare buke bwa tangawizi."
            ),
        ),
        price=1000,
        minutes=6,
        nutrition=figures(
            grams=300,
            kcal=128,
            protein="1",
            carbohydrate="30",
            sugar="26",
            fat="0.3",
            saturated="0",
            fibre="0.8",
            sodium=5,
            potassium=330,
        ),
        tags=("vegan", "gluten_free", "low_fat"),
        sizes=drink_sizes(300, 500, 500),
        related=("orange-juice", "passion-juice", "roasted-maize"),
    ),
    DishSeed(
        code="banana-groundnut-smoothie",
        section="beverages",
        name=Words(
            en="Banana and groundnut smoothie",
            fr="Smoothie banane et arachide",
            rw="Smoothie y’imineke n’ubunyobwa",
        ),
        summary=Words(
            en="Ripe banana, groundnut paste and cold milk",
            fr="Banane mûre, pâte d’arachide et lait froid",
            rw="Umuneke uhiye, ubunyobwa buseye n’amata akonje",
        ),
        description=Words(
            en=(
                "A thick, creamy glass for days when chewing is too much work or hunger is too "
                "big. Banana, groundnuts and milk, nothing else."
            ),
            fr=(
                "Un verre épais et crémeux pour les jours où mâcher fatigue, ou quand la faim est "
                "grande. Banane, arachide et lait, rien d’autre."
            ),
            rw=(
                "Ikirahuri cy’ikinyobwa gifashe, cyiza igihe guhekenya bigoye cyangwa ushonje "
                "cyane. Harimo imineke, ubunyobwa n’amata gusa."
            ),
        ),
        price=1200,
        minutes=5,
        nutrition=figures(
            grams=300,
            kcal=290,
            protein="10.5",
            carbohydrate="34",
            sugar="24",
            fat="11.5",
            saturated="3.5",
            fibre="4",
            sodium=85,
            potassium=690,
        ),
        allergens={"peanuts": "contains", "milk": "contains"},
        tags=("vegetarian", "gluten_free", "low_sodium"),
        sizes=drink_sizes(300, 400, 300),
        related=("ikivuguto", "roasted-groundnuts", "banana-pancakes"),
    ),
    DishSeed(
        code="ikivuguto",
        section="beverages",
        name=Words(en="Ikivuguto", fr="Ikivuguto", rw="Ikivuguto"),
        summary=Words(
            en="Rwandan cultured milk, cool, thick and a little sour",
            fr="Lait fermenté rwandais, frais, épais et un peu acidulé",
            rw="Amata y’ikivuguto akonje, afashe kandi asharira gato",
        ),
        description=Words(
            en=(
                "Fresh milk left to sour slowly, the old way, then churned until it is smooth. A "
                "full glass of home, and good protein too."
            ),
            fr=(
                "Du lait frais fermenté lentement, à l’ancienne, puis baratté jusqu’à être "
                "onctueux. Un grand verre de chez soi, riche en protéines."
            ),
            rw=(
                "Amata mashya aterekwa akavura buhoro nk’uko byahoze, hanyuma agacundwa akanoga. "
                "Ni ikirahuri kikwibutsa iwanyu, gikungahaye ku byubaka umubiri."
            ),
        ),
        price=800,
        minutes=2,
        nutrition=figures(
            grams=300,
            kcal=179,
            protein="10.2",
            carbohydrate="13",
            sugar="13",
            fat="9.5",
            saturated="6",
            fibre="0",
            sodium=130,
            potassium=450,
        ),
        allergens={"milk": "contains"},
        tags=("high_protein", "vegetarian", "gluten_free", "soft_diet"),
        sizes=drink_sizes(300, 500, 400),
        related=("sweet-potato-ikivuguto", "banana-groundnut-smoothie", "african-tea"),
    ),
    DishSeed(
        code="rwandan-coffee",
        section="beverages",
        name=Words(en="Rwandan coffee", fr="Café du Rwanda", rw="Ikawa y’u Rwanda"),
        summary=Words(
            en="Arabica from the shores of Lake Kivu, freshly brewed",
            fr="Arabica des rives du lac Kivu, fraîchement préparé",
            rw="Ikawa ya arabika yo ku nkengero z’Ikiyaga cya Kivu",
        ),
        description=Words(
            en=(
                "Grown at altitude, washed and roasted in Rwanda, ground for each cup. Smooth and "
                "fruity, black or with hot milk."
            ),
            fr=(
                "Cultivé en altitude, lavé et torréfié au Rwanda, moulu pour chaque tasse. Doux et "
                "fruité, noir ou au lait chaud."
            ),
            rw=(
                "Ihingwa mu misozi miremire, ikozwa kandi igakarangirwa mu Rwanda, tukayisya kuri "
                "buri gikombe. Ni ikawa yoroshye ihumura neza, irimo amata cyangwa itayarimo."
            ),
        ),
        price=1000,
        minutes=5,
        nutrition=figures(
            grams=200,
            kcal=4,
            protein="0.2",
            carbohydrate="0.7",
            sugar="0",
            fat="0",
            saturated="0",
            fibre="0",
            sodium=4,
            potassium=120,
        ),
        allergens={"milk": "may_contain"},
        tags=("gluten_free", "low_sodium"),
        sizes=drink_sizes(200, 300, 300),
        groups=(COFFEE_STYLE, SUGAR),
        related=("african-tea", "banana-bread", "scrambled-eggs-toast"),
    ),
    DishSeed(
        code="mineral-water",
        section="beverages",
        name=Words(en="Mineral water", fr="Eau minérale", rw="Amazi yo mu icupa"),
        summary=Words(
            en="Still water in a sealed bottle, cold or at room temperature",
            fr="Eau plate en bouteille scellée, fraîche ou tempérée",
            rw="Amazi meza mu icupa rifunze, akonje cyangwa adakonje",
        ),
        description=Words(
            en=(
                "Bottled in Rwanda and opened by you. Tell us in the note if you would like it "
                "warm."
            ),
            fr=(
                "Embouteillée au Rwanda et ouverte par vous. Dites-nous dans la note si vous la "
                "préférez tiède."
            ),
            rw=(
                "Apfunyikwa mu Rwanda, icupa rikaza rifunze. Niba uyashaka ashyushye bitubwire mu "
                "butumwa."
            ),
        ),
        price=500,
        minutes=1,
        nutrition=figures(
            grams=500,
            kcal=0,
            protein="0",
            carbohydrate="0",
            sugar="0",
            fat="0",
            saturated="0",
            fibre="0",
            sodium=5,
            potassium=1,
        ),
        tags=("diabetic_friendly", "vegan", "gluten_free", "post_surgery"),
        sizes=drink_sizes(500, 1000, 400),
        related=("herbal-tea", "tree-tomato-juice", "orange-juice"),
    ),
)
