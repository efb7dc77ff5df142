"""What a question of a form asks of a file."""

from collections.abc import Mapping

from django.conf import settings

from rathaus.core.antrag.errors import PageNotFound
from rathaus.core.datei.rules import UploadTerms
from rathaus.core.leistung.rules import CompiledLeistung
from rathaus.engine.formular.checks import max_size, media_types
from rathaus.engine.formular.model import Answers
from rathaus.engine.formular.path import question_of, template_of

_COPY_FOR_LENGTH = 200


def upload_terms(content: CompiledLeistung, path: str) -> UploadTerms:
    """Return the types and the size that a question takes, and whether it asks for an identity document.

    Args:
        content: the compiled Leistung.
        path: path key of the question.

    Raises:
        PageNotFound: the form has no such question for files.
    """
    template = template_of(path)
    field = content.formular.fields.get(template)
    if field is None or field.kind != "file":
        raise PageNotFound(path=path)
    is_identity = template in content.prozess.ausweis
    return UploadTerms(
        allowed=media_types(field),
        max_size=min(max_size(field), settings.RATHAUS_UPLOAD_LIMIT_BYTES),
        copy_for=content.formular.title.de[:_COPY_FOR_LENGTH] if is_identity else "",
    )


def is_attached(answers: Answers, path: str, *, sha256: str) -> bool:
    """Return whether a question already holds a file with these bytes, so that none is taken twice.

    Args:
        answers: path key → value.
        path: path key of the question, with or without the number of a file.
        sha256: hash of the bytes, 64 hexadecimal digits.
    """
    question = question_of(path)
    return any(
        question_of(key) == question and value.get("sha256") == sha256
        for key, value in answers.items()
        if isinstance(value, Mapping)
    )
