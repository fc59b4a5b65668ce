"""Does anything refer to a row? Asked before seeded rows are cleared, whatever on_delete says."""

from __future__ import annotations

from collections.abc import Collection

from django.db import models


def referring_models(
    row: models.Model, *, ignoring: Collection[type[models.Model]] = ()
) -> list[type[models.Model]]:
    """The models with a row that points at this one, by foreign key or many-to-many.

    Hidden relations count (related_name="+"). `ignoring` names models whose rows are parts of
    this one and go with it.
    """
    found = []
    for relation in row._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ForeignObjectRel):
            continue
        model = relation.related_model
        if not isinstance(model, type) or model in ignoring:
            continue
        if model._base_manager.filter(**{relation.field.name: row}).exists():
            found.append(model)
    return found


def is_referred_to(row: models.Model, *, ignoring: Collection[type[models.Model]] = ()) -> bool:
    """Whether a row of any other model points at this one."""
    return bool(referring_models(row, ignoring=ignoring))
