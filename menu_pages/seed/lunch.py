"""Lunch dishes. Figures are samples, to be confirmed by the dietitian."""

from __future__ import annotations

from .choices import EXTRA_AVOCADO, PILI_PILI, SIDE, meal_sizes
from .schema import DishSeed, OptionGroupSeed, OptionSeed, SizeSeed, Words, figures

UBUGALI = OptionGroupSeed(
    code="ubugali",
    name=Words(en="Choose your ubugali", fr="Votre ubugali", rw="Hitamo ubugali"),
    minimum=1,
    maximum=1,
    options=(
        OptionSeed(
            code="cassava",
            name=Words(en="Cassava ubugali", fr="Ubugali de manioc", rw="Ubugali bw’imyumbati"),
        ),
        OptionSeed(
            code="maize",
            name=Words(en="Maize ubugali", fr="Ubugali de maïs", rw="Ubugali bw’ibigori"),
        ),
    ),
)

BROCHETTE_SIDE = OptionGroupSeed(
    code="side",
    name=Words(en="Choose your side", fr="Votre accompagnement", rw="Hitamo icyo bijyana"),
    minimum=1,
    maximum=1,
    options=(
        OptionSeed(
            code="roasted-plantain",
            name=Words(en="Roasted plantain", fr="Banane plantain grillée", rw="Igitoki cyokeje"),
        ),
        OptionSeed(
            code="potatoes",
            name=Words(
                en="Boiled potatoes", fr="Pommes de terre bouillies", rw="Ibirayi bitogosheje"
            ),
        ),
        OptionSeed(
            code="ubugali",
            name=Words(en="Maize ubugali", fr="Ubugali de maïs", rw="Ubugali bw’ibigori"),
        ),
    ),
)

CHICKEN_SAUCE = OptionGroupSeed(
    code="sauce",
    name=Words(en="Sauce", fr="Sauce", rw="Isosi"),
    minimum=0,
    maximum=1,
    options=(
        OptionSeed(
            code="lemon-herb",
            name=Words(en="Lemon and herbs", fr="Citron et herbes", rw="Indimu n’ibyatsi bihumura"),
        ),
        OptionSeed(
            code="tomato",
            name=Words(en="Tomato and onion", fr="Tomate et oignon", rw="Inyanya n’igitunguru"),
        ),
    ),
)

SAMBAZA_SAUCE = OptionGroupSeed(
    code="sauce",
    name=Words(en="Sauces", fr="Sauces", rw="Amasosi"),
    minimum=0,
    maximum=2,
    options=(
        OptionSeed(code="pili-pili", name=Words(en="Pili-pili", fr="Pili-pili", rw="Urusenda")),
        OptionSeed(
            code="kachumbari",
            name=Words(
                en="Kachumbari, tomato and onion",
                fr="Kachumbari, tomate et oignon",
                rw="Kacumbari y’inyanya n’igitunguru",
            ),
            extra=300,
        ),
        OptionSeed(
            code="mayonnaise",
            name=Words(en="Mayonnaise", fr="Mayonnaise", rw="Mayonezi"),
            extra=200,
            contains=("eggs", "mustard"),
        ),
    ),
)

FISH_SIZES = (
    SizeSeed(
        code="regular",
        name=Words(en="Regular fish", fr="Poisson moyen", rw="Ifi iringaniye"),
        extra=0,
        is_default=True,
    ),
    SizeSeed(
        code="large",
        name=Words(en="Large fish", fr="Grand poisson", rw="Ifi nini"),
        extra=1500,
    ),
)

DISHES: tuple[DishSeed, ...] = (
    DishSeed(
        code="isombe-ubugali",
        section="lunch",
        name=Words(en="Isombe with ubugali", fr="Isombe et ubugali", rw="Isombe n’ubugali"),
        summary=Words(
            en="Pounded cassava leaves in groundnut sauce with firm ubugali",
            fr="Feuilles de manioc pilées, sauce arachide et ubugali",
            rw="Isombe isekuye itetse mu bunyobwa, itangwa n’ubugali",
        ),
        description=Words(
            en=(
                "Cassava leaves pounded by hand and simmered for hours with groundnuts, African "
                "aubergine and a little palm oil. Take a piece of ubugali, dip, and you are home."
            ),
            fr=(
                "Des feuilles de manioc pilées à la main et mijotées des heures avec arachides, "
                "aubergines africaines et un peu d’huile de palme. Prenez un morceau d’ubugali, "
                "trempez, et vous voilà chez vous."
            ),
            rw=(
                "Isombe isekurwa mu isekuru, igacanirwa amasaha menshi hamwe n’ubunyobwa, intoryi "
                "n’amamesa make. Fata akabumbe k’ubugali ukoze mu isosi, wumve uri iwanyu."
            ),
        ),
        price=3500,
        minutes=20,
        nutrition=figures(
            grams=450,
            kcal=590,
            protein="15",
            carbohydrate="78",
            sugar="7",
            fat="21",
            saturated="6.2",
            fibre="14",
            sodium=420,
            potassium=980,
        ),
        allergens={"peanuts": "contains"},
        tags=("vegan", "gluten_free", "low_sodium"),
        groups=(UBUGALI,),
        related=("dodo-groundnut-sweet-potato", "kawunga-beans", "agatogo"),
    ),
    DishSeed(
        code="ibihaza",
        section="lunch",
        name=Words(en="Ibihaza", fr="Ibihaza", rw="Ibihaza n’ibishyimbo"),
        summary=Words(
            en="Sweet pumpkin and beans cooked together in one pot",
            fr="Courge douce et haricots cuits ensemble en une marmite",
            rw="Ibihaza biryohera bitekanywe n’ibishyimbo mu nkono imwe",
        ),
        description=Words(
            en=(
                "Chunks of pumpkin and red beans that cook until they melt into each other. Humble "
                "food from the hills, sweet, filling and very good for you."
            ),
            fr=(
                "Des morceaux de courge et des haricots rouges qui cuisent jusqu’à se fondre "
                "ensemble. La cuisine simple des collines, douce, rassasiante et pleine de bonnes "
                "choses."
            ),
            rw=(
                "Ibice by’ibihaza n’ibishyimbo bitekanwa kugeza bivanze neza. Ni ibiryo byoroheje "
                "byo mu cyaro, biryohera, bihaza kandi bifitiye umubiri akamaro."
            ),
        ),
        price=2800,
        minutes=15,
        nutrition=figures(
            grams=420,
            kcal=355,
            protein="17",
            carbohydrate="52",
            sugar="9",
            fat="5",
            saturated="0.8",
            fibre="17",
            sodium=310,
            potassium=1350,
        ),
        tags=("diabetic_friendly", "vegan", "gluten_free", "high_fibre"),
        related=("rice-beans-dodo", "pumpkin-soup", "sweet-potato-ikivuguto"),
    ),
    DishSeed(
        code="igitoki-beef",
        section="lunch",
        name=Words(en="Igitoki with beef", fr="Igitoki au bœuf", rw="Igitoki n’inyama z’inka"),
        summary=Words(
            en="Green cooking bananas braised with tender beef and tomato",
            fr="Bananes à cuire braisées, bœuf tendre et tomate",
            rw="Igitoki gitekanywe n’inyama zoroshye n’inyanya",
        ),
        description=Words(
            en=(
                "Green bananas that soak up the gravy of slow-cooked beef, with carrots, onion and "
                "tomato. Sunday food, served every day."
            ),
            fr=(
                "Des bananes vertes qui s’imprègnent de la sauce d’un bœuf mijoté, avec carottes, "
                "oignon et tomate. Un plat du dimanche, servi tous les jours."
            ),
            rw=(
                "Igitoki kinywa isosi y’inyama zacaniriwe buhoro, karoti, igitunguru n’inyanya. Ni "
                "ibyo kurya byo ku cyumweru, ariko twe tubiteka buri munsi."
            ),
        ),
        price=4500,
        minutes=20,
        nutrition=figures(
            grams=480,
            kcal=543,
            protein="30",
            carbohydrate="64",
            sugar="7",
            fat="17",
            saturated="6",
            fibre="7",
            sodium=460,
            potassium=1500,
        ),
        tags=("high_protein", "gluten_free", "low_sodium"),
        sizes=meal_sizes(1200),
        related=("agatogo", "beef-pilau", "goat-brochette-plantain"),
    ),
    DishSeed(
        code="rice-beans-dodo",
        section="lunch",
        name=Words(
            en="Rice, beans and dodo",
            fr="Riz, haricots et dodo",
            rw="Umuceri, ibishyimbo na dodo",
        ),
        summary=Words(
            en="White rice, stewed beans and dodo, tender amaranth greens",
            fr="Riz blanc, haricots mijotés et dodo, feuilles d’amarante",
            rw="Umuceri, ibishyimbo bitetse neza n’imboga za dodo",
        ),
        description=Words(
            en=(
                "The plate that feeds the country at noon. Beans in tomato sauce, rice cooked "
                "loose, and dodo wilted with onion at the last minute."
            ),
            fr=(
                "L’assiette qui nourrit le pays à midi. Des haricots à la tomate, un riz bien "
                "détaché et des feuilles de dodo tombées à l’oignon au dernier moment."
            ),
            rw=(
                "Iyi ni yo sahani itunga igihugu saa sita. Ibishyimbo biri mu isosi y’inyanya, "
                "umuceri udafatanye, na dodo ishyirwa ku ziko ku munota wa nyuma."
            ),
        ),
        price=3000,
        minutes=15,
        nutrition=figures(
            grams=450,
            kcal=486,
            protein="18",
            carbohydrate="77",
            sugar="5",
            fat="8",
            saturated="1.2",
            fibre="15.5",
            sodium=390,
            potassium=1150,
        ),
        tags=("vegan", "gluten_free", "high_fibre", "low_fat"),
        sizes=meal_sizes(800),
        groups=(EXTRA_AVOCADO,),
        related=("kawunga-beans", "ibihaza", "lentil-stew-rice"),
    ),
    DishSeed(
        code="goat-brochette-plantain",
        section="lunch",
        name=Words(
            en="Goat brochettes",
            fr="Brochettes de chèvre",
            rw="Burusheti y’ihene",
        ),
        summary=Words(
            en="Two skewers from the charcoal, with roasted plantain or your side",
            fr="Deux brochettes au charbon, plantain grillé ou autre accompagnement",
            rw="Burusheti ebyiri zokeje ku makara, n’igitoki cyangwa icyo wihitiyemo",
        ),
        description=Words(
            en=(
                "Lean goat marinated in onion, garlic and lemon, turned over the coals until the "
                "edges crisp. The nation’s favourite, best with plantain from the same fire."
            ),
            fr=(
                "De la chèvre maigre marinée à l’oignon, à l’ail et au citron, tournée sur la "
                "braise jusqu’à dorer. Le plat préféré du pays, encore meilleur avec un plantain "
                "grillé sur le même feu."
            ),
            rw=(
                "Inyama z’ihene zinitswe mu gitunguru, tungurusumu n’indimu, zikotswa ku makara "
                "kugeza zumagaye inyuma. Ni zo Abanyarwanda bakunda kurusha izindi, cyane cyane "
                "iyo zijyanye n’igitoki cyokeje."
            ),
        ),
        price=5500,
        minutes=30,
        nutrition=figures(
            grams=400,
            kcal=553,
            protein="42",
            carbohydrate="60",
            sugar="9",
            fat="15",
            saturated="4.5",
            fibre="5",
            sodium=440,
            potassium=1450,
        ),
        tags=("high_protein", "gluten_free", "low_sodium"),
        groups=(BROCHETTE_SIDE, PILI_PILI),
        related=("grilled-chicken-vegetables", "fried-plantain", "sambaza-chips"),
        daily_portions=60,
    ),
    DishSeed(
        code="grilled-chicken-vegetables",
        section="lunch",
        name=Words(
            en="Grilled chicken breast with vegetables",
            fr="Blanc de poulet grillé et légumes",
            rw="Inkoko yokeje n’imboga",
        ),
        summary=Words(
            en="Lean chicken breast, green beans, carrots and courgette",
            fr="Blanc de poulet maigre, haricots verts, carottes et courgettes",
            rw="Inyama y’inkoko yokeje, imiteja, karoti na kurujeti",
        ),
        description=Words(
            en=(
                "Chicken breast with lemon and thyme, grilled without skin and still juicy. "
                "Vegetables steamed just long enough to keep their colour."
            ),
            fr=(
                "Un blanc de poulet au citron et au thym, grillé sans la peau et resté juteux. Des "
                "légumes cuits à la vapeur, juste assez pour garder leurs couleurs."
            ),
            rw=(
                "Inyama yo mu gatuza k’inkoko irimo indimu na timu, yokejwe nta ruhu kandi igifite "
                "umutobe. Imboga zitekwa ku mwuka igihe gito zikagumana amabara yazo."
            ),
        ),
        price=6000,
        minutes=25,
        nutrition=figures(
            grams=400,
            kcal=355,
            protein="45",
            carbohydrate="16",
            sugar="8",
            fat="11",
            saturated="2.2",
            fibre="6",
            sodium=360,
            potassium=1050,
        ),
        tags=("diabetic_friendly", "high_protein", "low_sodium", "gluten_free"),
        groups=(CHICKEN_SAUCE,),
        related=("baked-fish-vegetables", "mashed-potatoes-chicken", "tofu-vegetables"),
    ),
    DishSeed(
        code="baked-fish-vegetables",
        section="lunch",
        name=Words(
            en="Baked fish with vegetables",
            fr="Poisson au four et légumes",
            rw="Ifi yo mu ifuru n’imboga",
        ),
        summary=Words(
            en="Whole tilapia baked with tomato, onion and lemon",
            fr="Tilapia entier au four, tomate, oignon et citron",
            rw="Tilapiya yose itetse mu ifuru n’inyanya, igitunguru n’indimu",
        ),
        description=Words(
            en=(
                "Whole tilapia from our lakes on a bed of tomato, onion and peppers, baked rather "
                "than fried. Mind the small bones, and squeeze the lemon over while it is hot."
            ),
            fr=(
                "Un tilapia entier de nos lacs sur un lit de tomates, d’oignons et de poivrons, "
                "cuit au four plutôt que frit. Attention aux petites arêtes, et pressez le citron "
                "tant qu’il est chaud."
            ),
            rw=(
                "Tilapiya yo mu biyaga byacu itekwa mu ifuru aho gukarangwa, hejuru y’inyanya, "
                "ibitunguru na puwavuro. Witondere utugufwa, kandi ukamuriremo indimu igishyushye."
            ),
        ),
        price=6000,
        minutes=35,
        nutrition=figures(
            grams=420,
            kcal=352,
            protein="40",
            carbohydrate="18",
            sugar="8",
            fat="12",
            saturated="3",
            fibre="6",
            sodium=390,
            potassium=1150,
        ),
        allergens={"fish": "contains"},
        tags=("diabetic_friendly", "high_protein", "gluten_free", "low_fat"),
        sizes=FISH_SIZES,
        groups=(PILI_PILI,),
        related=("steamed-tilapia-rice", "sambaza-chips", "grilled-chicken-vegetables"),
        daily_portions=40,
    ),
    DishSeed(
        code="sambaza-chips",
        section="lunch",
        name=Words(en="Sambaza and chips", fr="Sambaza et frites", rw="Sambaza n’ifiriti"),
        summary=Words(
            en="Crisp little fish from Lake Kivu with hot chips",
            fr="Petits poissons croustillants du lac Kivu et frites chaudes",
            rw="Udufi two mu Kivu dukaranze neza n’ifiriti ishyushye",
        ),
        description=Words(
            en=(
                "Tiny lake fish dusted with flour and fried until they crackle, eaten whole, head "
                "and all. With chips cut from Musanze potatoes."
            ),
            fr=(
                "De minuscules poissons du lac passés dans la farine et frits, à croquer en "
                "entier. Avec des frites de pommes de terre de Musanze."
            ),
            rw=(
                "Udufi duto two mu Kiyaga cya Kivu dusigwaho ifu tugakarangwa tukumagara, "
                "tukaribwa twose uko twakabaye. Tujyana n’ifiriti y’ibirayi by’i Musanze."
            ),
        ),
        price=4000,
        minutes=20,
        nutrition=figures(
            grams=320,
            kcal=540,
            protein="26",
            carbohydrate="48",
            sugar="2",
            fat="26",
            saturated="4",
            fibre="5",
            sodium=430,
            potassium=1150,
        ),
        allergens={"fish": "contains", "gluten": "contains"},
        groups=(SAMBAZA_SAUCE,),
        related=("baked-fish-vegetables", "goat-brochette-plantain", "passion-juice"),
        daily_portions=50,
    ),
    DishSeed(
        code="beef-pilau",
        section="lunch",
        name=Words(en="Beef pilau", fr="Pilau au bœuf", rw="Pilawu y’inyama z’inka"),
        summary=Words(
            en="Fragrant spiced rice with beef and fresh kachumbari",
            fr="Riz parfumé aux épices, bœuf et kachumbari frais",
            rw="Umuceri uhumura ibirungo, inyama z’inka na kacumbari",
        ),
        description=Words(
            en=(
                "Rice cooked in the broth of the beef with cardamom, cloves and cumin, as on the "
                "Swahili coast. Fresh tomato and onion salad on the side."
            ),
            fr=(
                "Un riz cuit dans le bouillon du bœuf avec cardamome, clous de girofle et cumin, "
                "comme sur la côte swahilie. Une salade fraîche de tomate et d’oignon à côté."
            ),
            rw=(
                "Umuceri utekwa mu mufa w’inyama urimo karidamu, karafu na kumini, nk’uko bawuteka "
                "ku nkombe z’Abaswahili. Utangwa na kacumbari y’inyanya n’ibitunguru."
            ),
        ),
        price=4800,
        minutes=15,
        nutrition=figures(
            grams=430,
            kcal=582,
            protein="28",
            carbohydrate="75",
            sugar="4",
            fat="18",
            saturated="6.2",
            fibre="4",
            sodium=540,
            potassium=680,
        ),
        allergens={"celery": "may_contain", "gluten": "may_contain", "soya": "may_contain"},
        sizes=meal_sizes(1200),
        related=("chicken-stew-rice", "igitoki-beef", "pineapple-ginger-juice"),
    ),
    DishSeed(
        code="agatogo",
        section="lunch",
        name=Words(en="Agatogo", fr="Agatogo", rw="Agatogo"),
        summary=Words(
            en="Soft plantain stew with minced beef, tomato and greens",
            fr="Ragoût fondant de plantain, bœuf haché, tomate et légumes verts",
            rw="Igitoki cyoroshye n’inyama zaseye, inyanya n’imboga",
        ),
        description=Words(
            en=(
                "Green bananas stewed in their sauce until a spoon goes straight through, with "
                "minced beef and dodo. Everybody’s grandmother makes it best; ours comes close."
            ),
            fr=(
                "Des bananes vertes mijotées dans leur sauce jusqu’à fondre sous la cuillère, avec "
                "du bœuf haché et du dodo. Chacun jure par celui de sa grand-mère, le nôtre s’en "
                "approche."
            ),
            rw=(
                "Igitoki gitekwa mu isosi yacyo kugeza cyoroshye cyane, kirimo inyama zaseye na "
                "dodo. Buri wese avuga ko aka nyirakuru ari ko karyoha; akacu na ko karakegera."
            ),
        ),
        price=4000,
        minutes=20,
        nutrition=figures(
            grams=460,
            kcal=467,
            protein="26",
            carbohydrate="58",
            sugar="7",
            fat="13",
            saturated="4.8",
            fibre="5.6",
            sodium=430,
            potassium=1400,
        ),
        tags=("high_protein", "gluten_free", "low_sodium", "soft_diet"),
        related=("igitoki-beef", "isombe-ubugali", "beef-vegetable-stew"),
    ),
    DishSeed(
        code="dodo-groundnut-sweet-potato",
        section="lunch",
        name=Words(
            en="Dodo in groundnut sauce with sweet potato",
            fr="Dodo à la sauce arachide et patate douce",
            rw="Dodo mu bunyobwa n’ibijumba",
        ),
        summary=Words(
            en="Amaranth greens in creamy groundnut sauce, sweet potato",
            fr="Feuilles d’amarante, sauce arachide onctueuse, patate douce",
            rw="Imboga za dodo mu isosi y’ubunyobwa n’ibijumba",
        ),
        description=Words(
            en=(
                "Dodo, our amaranth greens, folded into a silky sauce of ground peanuts. With "
                "steamed orange sweet potato it is a whole meal from one field."
            ),
            fr=(
                "Le dodo, nos feuilles d’amarante, dans une sauce veloutée aux arachides moulues. "
                "Avec la patate douce à la vapeur, tout un repas venu d’un même champ."
            ),
            rw=(
                "Imboga za dodo zivangwa n’isosi inoze y’ubunyobwa buseye. Hamwe n’ibijumba bya "
                "oranje bitetse ku mwuka, ni ifunguro ryuzuye riva mu murima umwe."
            ),
        ),
        price=3200,
        minutes=15,
        nutrition=figures(
            grams=430,
            kcal=478,
            protein="15",
            carbohydrate="61",
            sugar="15",
            fat="16",
            saturated="2.4",
            fibre="15",
            sodium=300,
            potassium=1450,
        ),
        allergens={"peanuts": "contains"},
        tags=("vegan", "gluten_free", "high_fibre", "low_sodium"),
        related=("isombe-ubugali", "rice-beans-dodo", "sweet-potato-ikivuguto"),
    ),
    DishSeed(
        code="chicken-stew-rice",
        section="lunch",
        name=Words(en="Chicken stew", fr="Ragoût de poulet", rw="Inkoko mu isosi"),
        summary=Words(
            en="Local chicken simmered in tomato and carrot, with your side",
            fr="Poulet fermier mijoté, tomate et carotte, avec accompagnement",
            rw="Inkoko icaniriwe mu isosi y’inyanya na karoti, n’icyo wihitiyemo",
        ),
        description=Words(
            en=(
                "Pieces of chicken cooked slowly until the meat leaves the bone, in a sauce of "
                "tomato, carrot and garlic. It comes with rice, or with the side you choose."
            ),
            fr=(
                "Des morceaux de poulet cuits lentement jusqu’à se détacher de l’os, dans une "
                "sauce à la tomate, à la carotte et à l’ail. Servi avec du riz, ou "
                "l’accompagnement de votre choix."
            ),
            rw=(
                "Ibice by’inkoko bicanirwa buhoro kugeza inyama zivuye ku igufwa, mu isosi "
                "y’inyanya, karoti na tungurusumu. Itangwa n’umuceri cyangwa ikindi wihitiyemo."
            ),
        ),
        price=4800,
        minutes=20,
        nutrition=figures(
            grams=460,
            kcal=560,
            protein="34",
            carbohydrate="68",
            sugar="5",
            fat="16",
            saturated="4.2",
            fibre="4",
            sodium=540,
            potassium=780,
        ),
        allergens={"celery": "may_contain", "gluten": "may_contain", "soya": "may_contain"},
        tags=("high_protein",),
        groups=(SIDE,),
        related=("grilled-chicken-vegetables", "beef-vegetable-stew", "chicken-broth"),
    ),
    DishSeed(
        code="kawunga-beans",
        section="lunch",
        name=Words(en="Kawunga and beans", fr="Kawunga et haricots", rw="Kawunga n’ibishyimbo"),
        summary=Words(
            en="Maize ubugali with a deep bowl of stewed red beans",
            fr="Ubugali de maïs et grand bol de haricots rouges mijotés",
            rw="Ubugali bw’ibigori n’ibakure y’ibishyimbo bitukura",
        ),
        description=Words(
            en=(
                "Every Rwandan ate this at school, and many still dream of it. Firm white kawunga, "
                "red beans in their own thick sauce, nothing to hide."
            ),
            fr=(
                "Tous les Rwandais l’ont mangé à l’école, et beaucoup en rêvent encore. Un kawunga "
                "blanc et ferme, des haricots rouges dans leur sauce épaisse, tout simplement."
            ),
            rw=(
                "Buri Munyarwanda yayiriye ku ishuri, kandi benshi baracyayikumbura. Kawunga yera "
                "ifashe, n’ibishyimbo bitukura biri mu isosi yabyo ifashe."
            ),
        ),
        price=2500,
        minutes=12,
        nutrition=figures(
            grams=480,
            kcal=498,
            protein="20",
            carbohydrate="82",
            sugar="4",
            fat="6",
            saturated="0.9",
            fibre="18",
            sodium=380,
            potassium=1050,
        ),
        tags=("vegan", "gluten_free", "high_fibre", "low_fat"),
        sizes=meal_sizes(700),
        groups=(EXTRA_AVOCADO,),
        related=("rice-beans-dodo", "isombe-ubugali", "chapati-beans"),
    ),
)
