"""Mails go over a socket; what a server refuses becomes a code, never an address."""

import smtplib
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from rathaus.adapters.smtp.mailer import Security, SmtpMailer, from_settings, message_of
from rathaus.adapters.smtp.self_check import self_check
from rathaus.core.postfach.errors import MailerMissing, MailNotSent
from rathaus.core.postfach.ports import Mail, configured_mailer, sends_mails
from tests.mails import MailServer

MAIL = Mail("ada@example.org", "Neue Nachricht", "Guten Tag,\n.\nGrüße\n", "https://example.org/stop/")


def test_a_mail_arrives_as_it_was_written(mail_server: MailServer) -> None:
    mail_server.mailer.send(MAIL)
    (mail,) = mail_server.mails
    assert (mail["To"], mail["Subject"], mail["Auto-Submitted"]) == (MAIL.recipient, MAIL.subject, "auto-generated")
    assert mail["List-Unsubscribe"] == "<https://example.org/stop/>"
    assert mail["Message-ID"].endswith("@example.org>")
    assert mail.get_content().replace("\r\n", "\n") == MAIL.body, "a line with a single dot does not end the mail"


def test_without_a_stop_link_none_is_named() -> None:
    assert "List-Unsubscribe" not in message_of(replace(MAIL, stop_link=""), sender="a@example.org")


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("a@müller.de", "a@xn--mller-kva.de"),
        ("a@post.MÜLLER.de", "a@post.xn--mller-kva.de"),
        ("a@mu\u0308ller.de", "a@xn--mller-kva.de"),
        ("a@straße.de", "a@xn--strae-oqa.de"),
        ("a@example.org", "a@example.org"),
    ],
)
def test_a_domain_with_umlauts_is_written_as_every_server_knows_it(
    mail_server: MailServer, written: str, sent: str
) -> None:
    mailer = replace(mail_server.mailer, sender=f"Rathaus Müllheim <{written}>")
    mailer.send(replace(MAIL, recipient=written))
    (mail,) = mail_server.mails
    assert (mail["To"], mail["From"]) == (sent, f"Rathaus Müllheim <{sent}>")
    assert mail["Message-ID"].endswith(f"{sent[1:]}>")


def test_a_recipient_whom_no_server_knows_is_given_up(mail_server: MailServer) -> None:
    with pytest.raises(MailNotSent) as refused:
        mail_server.mailer.send(replace(MAIL, recipient="jürgen@example.org"))
    assert refused.value.facts == {"reason": "SMTPNotSupportedError", "is_final": True}


@pytest.mark.parametrize(("answer", "is_final"), [("550 no such box", True), ("451 later", False)])
def test_a_refused_recipient_is_told_apart_from_a_busy_server(
    mail_server: MailServer, *, answer: str, is_final: bool
) -> None:
    mail_server.refuse(answer)
    with pytest.raises(MailNotSent) as refused:
        mail_server.mailer.send(MAIL)
    assert refused.value.facts == {"reason": f"recipient_{answer[:3]}", "is_final": is_final}
    assert "ada@" not in str(refused.value)
    assert mail_server.mails == []


def test_a_server_that_is_away_may_come_back() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        mailer = SmtpMailer("127.0.0.1", taken.getsockname()[1], "a@example.org", Security.NONE)
    with pytest.raises(MailNotSent) as refused:
        mailer.send(MAIL)
    assert refused.value.facts == {"reason": "ConnectionRefusedError", "is_final": False}
    assert [finding.code for finding in self_check(mailer)] == ["SMT-001"]


def test_a_server_without_protection_gets_nothing(mail_server: MailServer) -> None:
    mailer = replace(mail_server.mailer, security=Security.STARTTLS)
    with pytest.raises(MailNotSent) as refused:
        mailer.send(MAIL)
    assert refused.value.facts == {"reason": "SMTPNotSupportedError", "is_final": False}
    assert mail_server.mails == []
    assert [finding.code for finding in self_check(mailer)] == ["SMT-003"]


def test_a_plain_connection_works_and_is_warned_about(mail_server: MailServer) -> None:
    assert [finding.code for finding in self_check(mail_server.mailer)] == ["SMT-004"]


@pytest.mark.parametrize(("code", "reason"), [(535, "sign_in_535"), (454, "sign_in_454")])
def test_a_refused_login_is_tried_again_because_only_we_can_put_it_right(
    mail_server: MailServer, monkeypatch: pytest.MonkeyPatch, code: int, reason: str
) -> None:
    def refuse(*_: object) -> None:
        raise smtplib.SMTPAuthenticationError(code, b"for ada@example.org")

    monkeypatch.setattr(smtplib.SMTP, "login", refuse)
    mailer = replace(mail_server.mailer, user="rathaus", password="secret")
    with pytest.raises(MailNotSent) as refused:
        mailer.send(MAIL)
    assert refused.value.facts == {"reason": reason, "is_final": False}
    assert [finding.code for finding in self_check(mailer)] == ["SMT-002"]


def test_a_refused_content_is_final(mail_server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise smtplib.SMTPDataError(554, b"spam")

    monkeypatch.setattr(smtplib.SMTP, "data", refuse)
    with pytest.raises(MailNotSent) as refused:
        mail_server.mailer.send(MAIL)
    assert refused.value.facts == {"reason": "data_554", "is_final": True}


def test_a_certificate_of_nobody_is_refused(tmp_path: Path) -> None:
    with tls_server(tmp_path) as port:
        mailer = SmtpMailer("127.0.0.1", port, "a@example.org", Security.TLS, timeout_s=5)
        with pytest.raises(MailNotSent) as refused:
            mailer.send(MAIL)
        assert refused.value.facts["reason"] == "SSLCertVerificationError"


@contextmanager
def tls_server(folder: Path) -> Iterator[int]:
    """Run a server whose certificate nobody vouches for."""
    command = "req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=127.0.0.1 -keyout key.pem -out cert.pem"
    subprocess.run(["openssl", *command.split()], cwd=folder, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def greet() -> None:
            connection, _ = listener.accept()
            try:
                context.wrap_socket(connection, server_side=True).close()
            except OSError:
                connection.close()

        thread = threading.Thread(target=greet)
        thread.start()
        yield int(listener.getsockname()[1])
        thread.join()


def test_the_settings_make_the_mailer(mail_server: MailServer) -> None:
    assert sends_mails()
    assert configured_mailer() == from_settings()
    configured_mailer().send(MAIL)
    assert len(mail_server.mails) == 1


def test_without_a_server_nobody_claims_to_send(settings) -> None:
    settings.RATHAUS_MAILER = ""
    assert not sends_mails()
    with pytest.raises(MailerMissing):
        configured_mailer()


def test_the_catcher_speaks_the_rest_of_the_protocol_and_forgets_the_oldest(
    mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rathaus.adapters.smtp.catcher._MOST_KEPT", 2)
    with mail_server.mailer.connection() as server:
        assert server.verify("ada")[0] == 502
        assert server.noop()[0] == server.rset()[0] == 250
    for number in range(3):
        mail_server.mailer.send(replace(MAIL, subject=str(number)))
    assert [mail["Subject"] for mail in mail_server.mails] == ["1", "2"]
