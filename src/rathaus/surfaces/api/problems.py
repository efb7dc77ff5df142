"""Errors for machines: ``application/problem+json``.

Source: RFC 9457. ``type`` names our stable code, ``title`` says what happened, ``detail`` what to do.
"""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language_from_request

from rathaus.surfaces.ui.error_text import ErrorText


def problem(request: HttpRequest, words: ErrorText, *, code: str = "", retry_after_s: int = 0) -> JsonResponse:
    """Return an error in the reader's language.

    Args:
        request: whose path is the ``instance``.
        words: status, what happened, what to do.
        code: stable code; empty where the status says all.
        retry_after_s: seconds after which it may go well; 0 when waiting does not help.
    """
    language = get_language_from_request(request)
    content = {
        "type": f"urn:rathaus:error:{code}" if code else "about:blank",
        "title": words.what.in_language(language),
        "status": words.status,
        "detail": words.remedy.in_language(language),
        "instance": request.path,
    } | ({"code": code} if code else {})
    response = JsonResponse(content, status=words.status, json_dumps_params={"ensure_ascii": False})
    response.headers["Content-Type"] = "application/problem+json"
    response.headers["Content-Language"] = language
    response.headers["Cache-Control"] = "no-store"
    if retry_after_s:
        response.headers["Retry-After"] = str(retry_after_s)
    return response
