"""How a letter looks: the tokens of static/css/base/01-tokens.css, written for mail clients.

STYLES go into every element; SHEET stays in the head for what an element cannot say of itself.
Classes of SHEET need !important, because what it changes is written into the elements.
"""

from __future__ import annotations

from site_core.house.models import Brand

PAPER, CARD, LINE, INK, INK_SOFT = "#fbf6ee", "#fffdf9", "#e3d5bf", "#221b16", "#5f5146"
ACCENT, ON_ACCENT, ACCENT_WASH = "#a63a1e", "#fffaf3", "#f7e3d8"
ACCENT_NIGHT, ACCENT_WASH_NIGHT = "#f0916a", "#3d2117"
SERIF = "Georgia,'Noto Serif','Iowan Old Style',serif"
SANS = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif"
TEXT = f"font-family:{SANS};font-size:17px;line-height:1.55;color:{INK}"

STYLES: dict[str, str] = {
    "body": f"margin:0;padding:0;width:100%;background-color:{PAPER};{TEXT}",
    "table": "border-collapse:separate;border-spacing:0;mso-table-lspace:0;mso-table-rspace:0",
    "img": "display:block;border:0;max-width:100%;height:auto",
    "p": f"margin:0 0 16px;{TEXT}",
    "a": f"color:{ACCENT};text-decoration:underline",
    "ul": f"margin:0 0 16px;padding:0 0 0 22px;{TEXT}",
    "ol": f"margin:0 0 16px;padding:0 0 0 22px;{TEXT}",
    "li": "margin:0 0 6px",
    "h1": f"margin:8px 0 16px;font-family:{SERIF};font-size:32px;line-height:1.18;font-weight:600;color:{INK}",
    "h2": f"margin:24px 0 12px;font-family:{SERIF};font-size:24px;line-height:1.25;font-weight:600;color:{INK}",
    ".teaser": "display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px",
    ".paper": f"background-color:{PAPER}",
    ".outer": "padding:24px 12px 40px",
    ".column": "max-width:600px;text-align:left",
    ".card": f"background-color:{CARD};border:1px solid {LINE};border-radius:14px",
    ".head": "padding:26px 32px 0",
    ".body": "padding:22px 32px 30px",
    ".name": f"font-family:{SERIF};font-size:24px;line-height:1.2;font-weight:600;color:{ACCENT};text-decoration:none",
    ".band": f"padding:10px 0 0;font-size:13px;line-height:1;letter-spacing:7px;color:{ACCENT};white-space:nowrap;overflow:hidden",
    ".picture": "padding:4px 0 20px",
    ".rounded": "width:100%;border-radius:10px",
    ".dish": f"margin:0 0 20px;border:1px solid {LINE};border-radius:12px;overflow:hidden",
    ".dish__picture": "width:200px;vertical-align:top",
    ".dish__words": "padding:14px 18px;vertical-align:top",
    ".dish__name": f"margin:0 0 4px;font-family:{SERIF};font-size:20px;line-height:1.25;font-weight:600;color:{INK}",
    ".dish__link": f"color:{INK};text-decoration:none",
    ".dish__line": f"margin:0 0 8px;font-size:15px;line-height:1.45;color:{INK_SOFT}",
    ".price": f"margin:0;font-size:17px;font-weight:700;color:{INK};font-variant-numeric:tabular-nums",
    ".button": "margin:8px 0 24px",
    ".button__cell": f"background-color:{ACCENT};border-radius:999px",
    ".button__link": f"display:inline-block;padding:14px 28px;font-family:{SANS};font-size:17px;line-height:1.2;font-weight:650;color:{ON_ACCENT};text-decoration:none",
    ".coupon": f"margin:4px 0 24px;background-color:{ACCENT_WASH};border:2px dashed {ACCENT};border-radius:12px",
    ".coupon__cell": "padding:18px 22px;text-align:center",
    ".coupon__code": f"margin:0 0 4px;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:26px;line-height:1.2;font-weight:700;letter-spacing:3px;color:{INK}",
    ".coupon__words": f"margin:0;font-size:16px;line-height:1.45;color:{INK}",
    ".foot": "padding:20px 32px 0",
    ".small": f"margin:0 0 8px;font-size:14px;line-height:1.5;color:{INK_SOFT}",
    ".small__link": f"color:{INK_SOFT}",
}

SHEET = """
@media (max-width:560px){
.outer{padding:0 0 24px!important}
.card{border-left:0!important;border-right:0!important;border-radius:0!important}
.head{padding:20px 20px 0!important}
.body{padding:18px 20px 24px!important}
.foot{padding:18px 20px 0!important}
h1{font-size:28px!important}
h2{font-size:22px!important}
.dish__picture,.dish__words{display:block!important;width:auto!important}
.dish__picture img{width:100%!important;height:auto!important}
.button,.button__link{width:100%!important;box-sizing:border-box!important;text-align:center!important}
}
@media (prefers-color-scheme:dark){
body,.paper{background-color:#191310!important}
.card{background-color:#241c17!important;border-color:#41352c!important}
body,p,ul,ol,li,h1,h2,.dish__name,.dish__link,.price,.coupon__code,.coupon__words{color:#f6ecde!important}
a,.name,.band{color:#f0916a!important}
.dish{border-color:#41352c!important}
.dish__link{color:#f6ecde!important}
.dish__line,.small,.small__link{color:#c6b7a5!important}
.button__cell{background-color:#f0916a!important}
.button__link{color:#26110a!important}
.coupon{background-color:#3d2117!important;border-color:#f0916a!important}
}
""".strip()


def styles_of(brand: Brand) -> dict[str, str]:
    """STYLES in the colours that staff chose."""
    if brand.day is None:
        return STYLES
    return {
        key: rules.replace(ACCENT, brand.day.accent).replace(ACCENT_WASH, brand.day.wash)
        for key, rules in STYLES.items()
    }


def sheet_of(brand: Brand) -> str:
    """SHEET in the colours that staff chose."""
    if brand.night is None:
        return SHEET
    return SHEET.replace(ACCENT_NIGHT, brand.night.accent).replace(
        ACCENT_WASH_NIGHT, brand.night.wash
    )
