"""Who and what the demo day is about, as data. Nobody in it is real."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Person:
    """`place` is ward/room/bed by position, or the code of an area with how to find the door."""

    code: str
    name: str
    phone: str
    language: str
    place: tuple[str, int] | tuple[str, str]
    # Who eats: name, what they must not eat, how they have to eat.
    eater: tuple[str, tuple[str, ...], tuple[str, ...]] | None = None


PEOPLE = (
    Person(
        "uwase", "Chantal Uwase", "+250788000101", "rw", ("surgery", 0),
        ("Mama Josephine", ("peanuts",), ("soft_diet",)),
    ),
    Person(
        "mugabo", "Emmanuel Mugabo", "+250788000102", "en", ("general-a", 2),
        ("Papa Mugabo", (), ("diabetic_friendly",)),
    ),
    Person(
        "ishimwe", "Divine Ishimwe", "+250788000103", "rw", ("paediatrics", 1),
        ("Kevin", ("milk", "eggs"), ()),
    ),
    Person("gasana", "Olivier Gasana", "+250788000104", "fr", ("maternity", 3)),
    Person(
        "mukeshimana", "Béatrice Mukeshimana", "+250788000105", "fr", ("general-b", 4),
        ("Grand-mère Immaculée", (), ("low_sodium",)),
    ),
    Person("niyonzima", "Dr Samuel Niyonzima", "+250788000106", "en", ("staff-offices", "2nd floor")),
    Person("uwimana", "Grace Uwimana", "+250788000107", "en", ("laboratory", "Ask for Grace")),
    Person("habimana", "Théogène Habimana", "+250788000108", "rw", ("market-street", "Blue gate")),
    Person("ingabire", "Solange Ingabire", "+250788000109", "rw", ("university", "Room 14")),
    Person("ndayisaba", "Patrick Ndayisaba", "+250788000110", "fr", ("surgery", 5)),
)  # fmt: skip


class Fate(StrEnum):
    """How far an order came."""

    UNPAID = "unpaid"
    RECEIVED = "received"
    COOKING = "cooking"
    READY = "ready"
    ON_ITS_WAY = "on its way"
    HANDED_OVER = "handed over"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Day(StrEnum):
    YESTERDAY = "yesterday"
    TODAY = "today"
    TOMORROW = "tomorrow"


@dataclass(frozen=True, slots=True)
class Scene:
    """An order. `at` is hour and minute of yesterday, otherwise minutes ago."""

    code: str
    day: Day
    at: tuple[int, int] | int
    person: str
    dishes: tuple[str, ...]
    fate: Fate
    # By mobile money where the site plays the providers, otherwise at the door.
    is_prepaid: bool = False
    note: str = ""
    # Stars of the delivery and of the first dish, and what was said of it.
    rating: tuple[int, int, str] | None = None


Y, T, M = Day.YESTERDAY, Day.TODAY, Day.TOMORROW
SCENES = (
    Scene("y1", Y, (7, 20), "mugabo", ("spanish-omelette", "tree-tomato-juice"), Fate.HANDED_OVER,
          rating=(5, 5, "Warm and on time. My father ate everything.")),
    Scene("y2", Y, (7, 50), "niyonzima", ("banana-pancakes", "passion-juice"), Fate.HANDED_OVER),
    Scene("y3", Y, (11, 25), "uwase", ("mashed-potatoes-chicken", "ikivuguto"), Fate.HANDED_OVER,
          is_prepaid=True, rating=(5, 4, "Byari byiza, murakoze.")),
    Scene("y4", Y, (11, 40), "habimana", ("agatogo", "beef-sambusa", "mineral-water"),
          Fate.HANDED_OVER, rating=(3, 5, "Très bon, mais le livreur a cherché la porte.")),
    Scene("y5", Y, (12, 5), "ishimwe", ("rice-beans-dodo", "fruit-salad"), Fate.HANDED_OVER,
          is_prepaid=True),
    Scene("y6", Y, (12, 30), "ingabire", ("sambaza-chips", "pineapple-ginger-juice"), Fate.FAILED),
    Scene("y7", Y, (13, 0), "gasana", ("beef-pilau",), Fate.CANCELLED, is_prepaid=True),
    Scene("y8", Y, (18, 10), "mukeshimana", ("potatoes-peas",), Fate.HANDED_OVER,
          rating=(4, 2, "A little too salty for my grandmother.")),
    Scene("y9", Y, (18, 40), "uwimana", ("steamed-tilapia-rice", "tree-tomato-juice"),
          Fate.HANDED_OVER, is_prepaid=True, rating=(5, 5, "")),
    Scene("t1", T, 190, "ndayisaba", ("chapati-beans", "ikivuguto"), Fate.HANDED_OVER),
    Scene("t2", T, 150, "niyonzima", ("yoghurt-parfait", "mandazi"), Fate.HANDED_OVER,
          is_prepaid=True),
    Scene("t3", T, 120, "mugabo", ("chicken-broth", "avocado-salad"), Fate.HANDED_OVER),
    Scene("t4", T, 95, "uwimana", ("kawunga-beans", "avocado-salad"), Fate.CANCELLED),
    Scene("t5", T, 52, "gasana", ("agatogo", "passion-juice"), Fate.ON_ITS_WAY),
    Scene("t6", T, 41, "mukeshimana", ("tofu-vegetables", "orange-juice"), Fate.ON_ITS_WAY, is_prepaid=True),
    Scene("t7", T, 31, "uwase", ("mashed-potatoes", "chicken-broth"), Fate.READY, is_prepaid=True,
          note="Please mash it very soft."),
    Scene("t8", T, 33, "habimana", ("beef-pilau", "beef-pilau", "mineral-water"), Fate.READY),
    Scene("t9", T, 21, "ishimwe", ("ibihaza", "fruit-salad"), Fate.COOKING),
    Scene("t10", T, 19, "niyonzima", ("grilled-chicken-vegetables", "tree-tomato-juice"),
          Fate.COOKING, is_prepaid=True),
    Scene("t11", T, 16, "ingabire", ("rice-beans-dodo", "vegetable-sambusa", "passion-juice"),
          Fate.COOKING, note="Without chilli."),
    Scene("t12", T, 11, "mugabo", ("baked-fish-vegetables",), Fate.RECEIVED, is_prepaid=True),
    Scene("t13", T, 8, "ndayisaba", ("igitoki-beef", "ikivuguto"), Fate.RECEIVED),
    Scene("t14", T, 4, "uwimana", ("dodo-groundnut-sweet-potato",), Fate.RECEIVED),
    Scene("t15", T, 2, "gasana", ("sambaza-chips", "mineral-water"), Fate.UNPAID, is_prepaid=True),
    Scene("m1", M, 45, "uwase", ("chicken-broth", "mashed-potatoes"), Fate.RECEIVED,
          is_prepaid=True),
    Scene("m2", M, 33, "mukeshimana", ("igitoki-beef", "fried-plantain"), Fate.RECEIVED),
    Scene("m3", M, 24, "niyonzima", ("beef-pilau", "orange-juice"), Fate.RECEIVED,
          is_prepaid=True),
    Scene("m4", M, 15, "habimana", ("agatogo", "agatogo", "avocado-salad"), Fate.RECEIVED),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Matter:
    """A ticket. `hours_ago` it was written; an answer makes it wait or solves it."""

    code: str
    person: str
    hours_ago: float
    category: str
    text: str
    # The scene it is about.
    scene: str = ""
    answer: str = ""
    is_solved: bool = False


MATTERS = (
    Matter(
        "k1", "ingabire", 20, "complaint", "I waited at the gate and nobody came. What happened?",
        scene="y6", answer="We are sorry. The courier rang twice at another gate. May we send it anew?",
    ),
    Matter(
        "k2", "mukeshimana", 15, "improvement", "Pourriez-vous saler un peu moins le soir ?",
        scene="y8", answer="Merci, la cuisine en tient compte dès ce soir.", is_solved=True,
    ),
    Matter("k3", "mugabo", 5, "praise", "Thank you to the lady who brought the soup. So kind!"),
    Matter("k4", "gasana", 0.5, "question", "Where is my order? It left a while ago.", scene="t5"),
    Matter("k5", "habimana", 2, "question", "Mushobora kuzana ibiryo kuri sitade ku cyumweru?"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlanOf:
    person: str
    plan: str
    mealtimes: tuple[str, ...]
    weekdays: tuple[int, ...]


PLANS = (
    PlanOf("mugabo", "daily-lunch", ("lunch",), (0, 1, 2, 3, 4, 5, 6)),
    PlanOf("niyonzima", "daily-breakfast", ("breakfast",), (0, 1, 2, 3, 4, 5, 6)),
    PlanOf("uwimana", "daily-dinner", ("dinner",), (0, 1, 2, 3, 4)),
)
