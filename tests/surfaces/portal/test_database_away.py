"""The database goes away or its disk is full in the middle of a page: the typing stays, and sending again stores it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import close_old_connections, connection
from django.http import HttpResponse
from lxml import html

from rathaus.adapters.postgres.cluster import ADMIN, Cluster
from rathaus.core.antrag.models import Antrag, Entwurf
from rathaus.core.konto.rules import hash_link_secret
from rathaus.core.scope.session import Scope, open_scope
from tests.core.datei.samples import PNG
from tests.surfaces.portal.browser import Browser, text_of

PAGE = "seite/angaben-zu-ihnen/"
PAPERS = "G06900002010.G06900002004.F06900002034"
NAME = "G06900002001.F60000000228"
FULL = """
    CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
    CREATE TRIGGER disk_is_full BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION disk_is_full();
"""


@pytest.fixture
def somebody(committing_database: None) -> Browser:
    """Somebody with a draft, at a database that really commits."""
    return Browser(raise_request_exception=False)


@contextmanager
def lost_at(cluster: Cluster, words: str) -> Iterator[None]:
    """End the process of our connection, as a restart does, when a statement with these words is sent."""

    def lose(execute: Any, sql: str, *others: Any) -> Any:
        if words in sql:
            with psycopg.connect(cluster.url(ADMIN, "postgres"), autocommit=True) as admin:
                admin.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])
        return execute(sql, *others)

    with connection.execute_wrapper(lose):
        yield


@contextmanager
def full_disk(cluster: Cluster, table: str) -> Iterator[None]:
    """Let the server refuse every new version of a row of a table, with the code of a full disk."""
    address = cluster.url(ADMIN, str(connection.settings_dict["NAME"]))
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute(FULL.format(table=table))
        yield
        admin.execute("DROP FUNCTION disk_is_full() CASCADE")


def press_again(browser: Browser, response: HttpResponse) -> HttpResponse:
    """Press the button of the page for moments without a database."""
    assert response.status_code == 503, text_of(response)
    close_old_connections()  # as at the beginning of every request; the test client leaves it out
    form = html.document_fromstring(response.content).get_element_by_id("nochmal")
    inputs = form.findall(".//input[@type='hidden']")
    return browser.post(form.get("action"), {each.get("name"): each.get("value") for each in inputs})


def draft_of(browser: Browser) -> Entwurf:
    with open_scope(Scope(secrets=frozenset(map(hash_link_secret, browser.secrets())))):
        return Entwurf.objects.get()


def test_a_database_that_restarts_in_the_middle_of_a_page_costs_nobody_their_typing(
    somebody: Browser, database_cluster: Cluster
) -> None:
    draft = somebody.start("bewohnerparkausweis")
    for statement, name in (("set_config", "Zoë"), ("FOR UPDATE", "Zoë-Mathilde"), ('UPDATE "antrag_entwurf"', "Z.")):
        with lost_at(database_cluster, statement):
            response = somebody.post(f"{draft}{PAGE}", {NAME: name})
        assert "Ihre Eingaben stehen noch auf dieser Seite" in text_of(response)
        assert name in text_of(response)
        assert press_again(somebody, response).status_code == 302
        assert draft_of(somebody).answers[NAME] == name


def test_a_full_disk_keeps_the_typing_and_says_so_kindly(somebody: Browser, database_cluster: Cluster) -> None:
    draft = somebody.start("bewohnerparkausweis")
    with full_disk(database_cluster, "antrag_entwurf"):
        response = somebody.post(f"{draft}{PAGE}", {NAME: "Zoë-Mathilde"})
        assert "Einen Augenblick bitte" in text_of(response)
        assert press_again(somebody, response).status_code == 503
    assert press_again(somebody, response).status_code == 302
    assert draft_of(somebody).answers[NAME] == "Zoë-Mathilde"


def test_with_a_full_disk_nothing_is_stored_by_halves_and_all_of_it_can_be_sent_again(
    somebody: Browser, database_cluster: Cluster
) -> None:
    draft = somebody.start("bewohnerparkausweis")
    somebody.fill_in(draft, "bewohnerparkausweis", "bewilligung")
    with full_disk(database_cluster, "datei_dateiinhalt"):
        file = SimpleUploadedFile("schein.png", PNG, "image/png")
        upload = somebody.post(f"{draft}seite/fahrzeug-und-halter-unterlagen/", {PAPERS: file})
    assert upload.status_code == 503
    assert "schein.png" in text_of(upload)
    assert draft_of(somebody).answers[NAME] == "Amira"
    scope = Scope(secrets=frozenset(map(hash_link_secret, somebody.secrets())))
    for table in ("vorgang_vorgang", "protokoll_record", "procrastinate_jobs"):
        with full_disk(database_cluster, table):
            response = somebody.post(f"{draft}absenden/")
        with open_scope(scope):
            assert Antrag.objects.count() == 0
    receipt = press_again(somebody, response)
    assert "Ihr Antrag ist eingegangen" in somebody.page(receipt["Location"])
    with open_scope(scope):
        assert Antrag.objects.count() == 1
