from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "site_core.operations"

    def ready(self) -> None:
        from . import checks  # noqa: F401 - registers itself
