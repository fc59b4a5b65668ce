"""Every dish has a picture of its own, always the same one, quickly."""

import re
import subprocess
import sys
from functools import lru_cache
from io import BytesIO
from time import process_time

import pytest
from PIL import Image, ImageChops, ImageStat

from menu_pages.pictures import CODES, blurred_colour, draw

BREAKFAST = """sorghum-porridge sosoma-porridge scrambled-eggs-toast oatmeal-fruit
    spanish-omelette chapati-beans eggs-avocado yoghurt-parfait banana-pancakes"""
LUNCH = """isombe-ubugali ibihaza igitoki-beef rice-beans-dodo goat-brochette-plantain
    grilled-chicken-vegetables baked-fish-vegetables sambaza-chips beef-pilau agatogo
    dodo-groundnut-sweet-potato chicken-stew-rice kawunga-beans"""
DINNER = """vegetable-soup pumpkin-soup chicken-broth mashed-potatoes-chicken mashed-potatoes
    steamed-tilapia-rice lentil-stew-rice potatoes-peas beef-vegetable-stew tofu-vegetables
    sweet-potato-ikivuguto"""
SNACKS = """beef-sambusa vegetable-sambusa mandazi fruit-salad roasted-maize roasted-groundnuts
    avocado-salad banana-bread fried-plantain"""
DRINKS = """african-tea herbal-tea orange-juice passion-juice tree-tomato-juice
    pineapple-ginger-juice banana-groundnut-smoothie ikivuguto rwandan-coffee mineral-water"""
MENU = [code for meal in (BREAKFAST, LUNCH, DINNER, SNACKS, DRINKS) for code in meal.split()]

drawn = lru_cache(maxsize=None)(draw)


def opened(code: str) -> Image.Image:
    return Image.open(BytesIO(drawn(code))).convert("RGB")


def test_every_dish_of_the_menu_has_a_recipe():
    assert sorted(CODES) == sorted(MENU)


@pytest.mark.parametrize("code", CODES)
def test_picture_is_four_by_three_and_not_empty(code):
    picture = opened(code)

    assert picture.size == (1600, 1200)
    assert min(ImageStat.Stat(picture).stddev) > 20


def test_no_two_dishes_look_alike():
    thumbnails = {code: opened(code).resize((32, 24), Image.Resampling.BOX) for code in CODES}
    for index, first in enumerate(CODES):
        for second in CODES[index + 1 :]:
            difference = ImageChops.difference(thumbnails[first], thumbnails[second])
            assert max(ImageStat.Stat(difference).mean) > 6, (first, second)


@pytest.mark.parametrize("code", [CODES[0], "goat-brochette-plantain", "dish of tomorrow"])
def test_same_code_gives_same_bytes(code):
    assert draw(code) == drawn(code)


def test_another_process_gives_the_same_bytes():
    script = (
        "import hashlib; from menu_pages.pictures import draw;"
        "print(hashlib.sha256(draw('mandazi')).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }
    assert len(runs) == 1


def test_unknown_codes_get_plates_of_their_own():
    first, second = draw("dish of tomorrow"), draw("dish of the day after")

    assert Image.open(BytesIO(first)).size == (1600, 1200)
    assert first != second


def test_drawing_does_not_disturb_the_next_picture():
    alone = draw("ibihaza")
    draw("mandazi")

    assert draw("ibihaza") == alone


def test_placeholder_colour_belongs_to_the_dish():
    assert re.fullmatch(r"#[0-9a-f]{6}", blurred_colour("orange-juice"))
    red, _, blue = (int(blurred_colour("orange-juice")[at : at + 2], 16) for at in (1, 3, 5))
    assert red > blue
    assert blurred_colour("rwandan-coffee") != blurred_colour("ikivuguto")


def test_a_picture_takes_well_under_a_second():
    draw("rice-beans-dodo")
    start = process_time()
    draw("rice-beans-dodo")

    assert process_time() - start < 1.5
