"""How account pages write a form field."""

from __future__ import annotations

from django import template
from django.forms import BoundField, CheckboxInput
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def styled(field: BoundField) -> SafeString:
    """The field's widget with the class that our style sheet gives to inputs."""
    name = "checkbox" if is_checkbox(field) else "input"
    return field.as_widget(attrs={"class": name})


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)
