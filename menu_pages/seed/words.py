"""The few words of the menu that belong to no section and no dish."""

from __future__ import annotations

from .schema import Words

MENU_TITLE = Words(en="Menu", fr="La carte", rw="Amafunguro")
MENU_INTRO = Words(
    en="Cooked here in the hospital every day, and brought to the bed, the ward or your door.",
    fr="Cuisiné ici, à l’hôpital, chaque jour, puis apporté au lit, au service ou chez vous.",
    rw="Bitekerwa hano mu bitaro buri munsi, tukabikuzanira ku gitanda, mu cyumba cyangwa iwawe.",
)
