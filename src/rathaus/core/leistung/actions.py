"""Every write to services and their versions; adopting them is :mod:`rathaus.core.leistung.adoption`."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from rathaus.core.codeliste.queries import read_codelisten
from rathaus.core.leistung.errors import (
    PackageRefused,
    SlugIsTaken,
    StateBodyUnknown,
    ValidityRefused,
    VersionHasErrors,
    VersionIsPublished,
    VersionNotFound,
)
from rathaus.core.leistung.finder import index_texts, known_words
from rathaus.core.leistung.models import (
    Leistung,
    LeistungSource,
    LeistungVersion,
    NormUse,
    Stamm,
    Suchwort,
    Vokabel,
    Zustaendigkeit,
)
from rathaus.core.leistung.package import Package
from rathaus.core.leistung.queries import compiled, package_of, zustaendigkeit_of
from rathaus.core.leistung.rules import ABLAUF, LONGEST_PATH, CompileOutcome, chain_id, compile_package, finding_to_json
from rathaus.core.norm.actions import register_norms
from rathaus.core.norm.queries import regime_of
from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.regel.queries import decisions_of
from rathaus.core.scope.actor import Actor
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import widen_scope
from rathaus.core.stelle.models import Stelle
from rathaus.core.stelle.queries import acts_for_coordination, coordination_office
from rathaus.engine.compiler.compile import COMPILER_VERSION
from rathaus.engine.prozess.model import LeistungHead, Prozess
from rathaus.engine.prozess.read import read_ablauf
from rathaus.engine.vocabulary.compounds import MIN_PART
from rathaus.engine.vocabulary.weighing import MAX_TOKEN, IndexTexts, weigh
from rathaus.values.findings import Finding
from rathaus.values.text import spell_out_umlauts

_CHECK_VALIDITY = "SET CONSTRAINTS leistung_one_version_at_a_time, leistung_one_zustaendigkeit_at_a_time IMMEDIATE"


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What loading a package gave.

    Args:
        version: the stored version; None when the procedure could not be read.
        findings: everything that is wrong with the files.
        is_new: whether this content was not stored before.
    """

    version: LeistungVersion | None
    findings: tuple[Finding, ...]
    is_new: bool


@transaction.atomic
def load_package(*, actor: Actor, files: Package, noted: Sequence[Finding] = ()) -> LoadReport:
    """Compile a package and store it as a version that is not published yet. Loading the same content again is free.

    Args:
        actor: the coordination office.
        files: path → content.
        noted: what was found before there was a package, such as what an imported process could not say; the version
            keeps it with its own findings.

    Raises:
        ActorRefused: the actor is not the coordination office.
        PackageRefused: a path is longer than its column.
        SlugIsTaken: the slug is that of a Leistung with another key, of which something was published or adopted.
        VersionIsPublished: other content under the number of a published version.
    """
    only_coordination(actor)
    if any(len(path) > LONGEST_PATH for path in files):
        raise PackageRefused(reason=f"a path is longer than {LONGEST_PATH} characters")
    prozess = read_ablauf(files[ABLAUF]).prozess
    leistung = _leistung_for(prozess.leistung) if prozess else None  # locked before decisions about rules are read
    outcome = compile_package(files, find_codelists=read_codelisten, find_decisions=decisions_of, find_law=regime_of)
    outcome = replace(outcome, findings=tuple(dict.fromkeys((*outcome.findings, *noted))))
    if outcome.prozess is None or leistung is None:
        return LoadReport(None, outcome.findings, is_new=False)
    head = outcome.prozess.leistung
    known = LeistungVersion.objects.select_for_update().filter(leistung=leistung, version=head.version).first()
    if known is not None and known.source_hash == outcome.source_hash and not _can_be_better(known, outcome):
        return LoadReport(known, outcome.findings, is_new=False)
    if known is not None and known.state != LeistungVersion.State.LOADED:
        if package_of(known) == dict(files):
            return LoadReport(known, outcome.findings, is_new=False)  # never compiled again in place
        raise VersionIsPublished(slug=head.slug, version=head.version)
    if known is not None:
        known.delete()
    version = _store_version(leistung, outcome, outcome.prozess, files)
    record_act(
        leistung, "leistung.loaded", actor=actor, payload={"version": head.version, "source_hash": outcome.source_hash}
    )
    return LoadReport(version, outcome.findings, is_new=True)


def _leistung_for(head: LeistungHead) -> Leistung:
    """Return the Leistung of a package, locked; a slug that another one has is refused, for it would be replaced.

    As long as nothing of it was published or adopted, another key is the correction of a mistake.
    """
    found, _ = Leistung.objects.get_or_create(slug=head.slug, defaults={"schluessel": head.schluessel})
    leistung = _locked(found.pk)
    if leistung.schluessel != head.schluessel:
        if _is_in_use(leistung):
            raise SlugIsTaken(slug=head.slug, schluessel=head.schluessel, taken_by=leistung.schluessel)
        leistung.schluessel = head.schluessel
        leistung.save(update_fields=["schluessel"])
    return leistung


def _is_in_use(leistung: Leistung) -> bool:
    was_published = leistung.versions.exclude(state=LeistungVersion.State.LOADED).exists()
    return was_published or leistung.uebernahmen.exists()


def _locked(leistung_id: int) -> Leistung:
    """Lock a Leistung: always before its versions, so that loading, deciding, publishing and ending take turns."""
    return Leistung.objects.select_for_update(no_key=True).get(pk=leistung_id)


def _can_be_better(known: LeistungVersion, outcome: CompileOutcome) -> bool:
    """Return whether a code list came since for which the version waited, or in the place of which it took ours."""
    took_ours = any(each["code"] == "COM-046" for each in known.findings)
    waits = known.state == LeistungVersion.State.LOADED and (known.has_errors or took_ours)
    return waits and known.findings != [finding_to_json(each) for each in outcome.findings]


def _store_version(leistung: Leistung, outcome: CompileOutcome, prozess: Prozess, files: Package) -> LeistungVersion:
    version = LeistungVersion.objects.create(
        leistung=leistung,
        version=prozess.leistung.version,
        source_hash=outcome.source_hash,
        compiler_version=COMPILER_VERSION,
        formular=outcome.formular.to_json() if outcome.formular else None,
        prozess=prozess.to_json(),
        description=outcome.description.to_json() if outcome.description else None,
        templates=dict(outcome.templates),
        findings=[finding_to_json(finding) for finding in outcome.findings],
        has_errors=not outcome.is_sound,
    )
    LeistungSource.objects.bulk_create(
        LeistungSource(version=version, path=path, content=content) for path, content in files.items()
    )
    titles = {norm.citation: norm.titel.de for norm in prozess.rechtsgrundlagen}
    titles |= {citation: titles.get(citation, "") for citation in (outcome.formular.norms if outcome.formular else ())}
    norms = register_norms(titles=titles)
    NormUse.objects.bulk_create(NormUse(version=version, norm=norm) for norm in norms.values())
    return version


@transaction.atomic
def publish_version(*, actor: Actor, version: LeistungVersion, valid_from: date, now: datetime) -> LeistungVersion:
    """Publish a version from a day on; the version before ends on that day, in the same statement.

    Args:
        actor: the coordination office.
        version: a loaded version.
        valid_from: first local day; must be later than the first day of the version before.
        now: aware instant of publication.

    Raises:
        ActorRefused: the actor is not the coordination office.
        VersionNotFound: it was compiled again meanwhile, after a decision about a rule or from other files.
        VersionHasErrors: error findings are left.
        VersionIsPublished: it is published already.
        SlugIsTaken: the key of the Leistung was corrected since; this version has the wrong one.
        StateBodyUnknown: its body of the state is not known here.
        ValidityRefused: another version begins on or after that day.
    """
    only_coordination(actor)
    _locked(version.leistung_id)
    found = LeistungVersion.objects.select_for_update(of=("self",)).select_related("leistung").filter(pk=version.pk)
    row = found.first()
    if row is None:  # compiled again since
        raise VersionNotFound(version=version.version)
    if row.state != LeistungVersion.State.LOADED:
        raise VersionIsPublished(slug=row.leistung.slug, version=row.version)
    if row.has_errors:
        raise VersionHasErrors(slug=row.leistung.slug, version=row.version)
    _check_key(row)
    with _one_at_a_time(row.leistung, valid_from):
        _set_validity(row, valid_from, now)
        _follow_competence(row.leistung, compiled(row.pk).prozess, valid_from)
    row.refresh_from_db(fields=["state", "published_at", "valid_from", "valid_to"])
    if row.holds_on(timezone.localdate(now)) or row.leistung.followed_version_id is None:
        _follow_texts(row.leistung, row)
    payload = {"version": row.version, "valid_from": valid_from.isoformat()}
    record_act(row.leistung, "leistung.published", actor=actor, payload=payload)
    return row


def _check_key(row: LeistungVersion) -> None:
    """Refuse a version that was loaded before the key of its Leistung was corrected."""
    key = compiled(row.pk).prozess.leistung.schluessel
    if key != row.leistung.schluessel:
        raise SlugIsTaken(slug=row.leistung.slug, schluessel=key, taken_by=row.leistung.schluessel)


@contextmanager
def _one_at_a_time(leistung: Leistung, day: date) -> Iterator[None]:
    """Turn an overlap that the database finds into a refusal."""
    try:
        with transaction.atomic():
            yield
            with connection.cursor() as cursor:
                cursor.execute(_CHECK_VALIDITY)
    except IntegrityError as error:
        raise ValidityRefused(slug=leistung.slug, day=day.isoformat()) from error


def _set_validity(row: LeistungVersion, valid_from: date, now: datetime) -> None:
    published = LeistungVersion.objects.filter(leistung=row.leistung, state=LeistungVersion.State.PUBLISHED)
    if published.filter(valid_from__gte=valid_from).exists():
        raise ValidityRefused(slug=row.leistung.slug, valid_from=valid_from.isoformat())
    before = Q(state=LeistungVersion.State.PUBLISHED) & (Q(valid_to=None) | Q(valid_to__gt=valid_from))
    is_new = When(pk=row.pk, then=Value(valid_from))
    LeistungVersion.objects.filter(Q(pk=row.pk) | before, leistung=row.leistung).update(
        state=LeistungVersion.State.PUBLISHED,
        published_at=Case(When(pk=row.pk, then=Value(now)), default=F("published_at")),
        valid_from=Case(is_new, default=F("valid_from")),
        valid_to=Case(When(pk=row.pk, then=F("valid_to")), default=Value(valid_from)),
    )


@transaction.atomic
def follow_published(*, day: date) -> int:
    """Let texts and search columns follow the versions that hold on a day; repeating it changes nothing.

    A version that is published for a later day leaves the texts of today alone, so this runs every day.

    Args:
        day: local date Europe/Berlin.

    Returns:
        How many services got other texts.
    """
    holding = LeistungVersion.objects.on(day).filter(state=LeistungVersion.State.PUBLISHED)
    is_followed = Q(leistung__followed_version=F("pk"))
    versions = list(holding.exclude(is_followed).select_related("leistung"))
    for version in versions:
        _follow_texts(version.leistung, version)
    return len(versions)


def _follow_texts(leistung: Leistung, version: LeistungVersion) -> None:
    """Let the texts and the index of the finder be those of a version."""
    content = compiled(version.pk)
    texts = index_texts(content.description)
    Leistung.objects.filter(pk=leistung.pk).update(
        followed_version=version,
        schluessel=content.prozess.leistung.schluessel,
        title=content.description.name.to_json(),
        teaser=content.description.teaser.to_json(),
        search_words="\n".join(texts.search_words),
        search_text=spell_out_umlauts(" ".join((texts.title, *texts.search_words))),
    )
    index_leistung(leistung_id=leistung.pk, texts=texts)


@transaction.atomic
def index_leistung(*, leistung_id: int, texts: IndexTexts) -> None:
    """Put the texts of a Leistung into the index of the finder, in place of what it held of the Leistung before."""
    words = {word for word in texts.vocabulary if MIN_PART <= len(word) <= MAX_TOKEN}
    Vokabel.objects.bulk_create((Vokabel(word=word) for word in sorted(words)), ignore_conflicts=True)
    entries = weigh(texts, known_words(words) | words)
    Stamm.objects.bulk_create((Stamm(token=token) for token in sorted(entries)), ignore_conflicts=True)
    Suchwort.objects.filter(leistung_id=leistung_id).delete()
    Suchwort.objects.bulk_create(
        Suchwort(token=token, leistung_id=leistung_id, weight=entry.weight, field=entry.field)
        for token, entry in entries.items()
    )


def _follow_competence(leistung: Leistung, prozess: Prozess, valid_from: date) -> None:
    rule = prozess.zustaendigkeit
    stelle = Stelle.objects.filter(slug=rule.stelle).first() if rule.stelle else None
    if rule.stelle and stelle is None:
        raise StateBodyUnknown(stelle=rule.stelle)
    before = zustaendigkeit_of(leistung, valid_from)
    if before is not None and (before.ebene, before.stelle) == (rule.ebene.value, stelle):
        return
    if before is not None:
        Zustaendigkeit.objects.filter(pk=before.pk).update(valid_to=valid_from)
    Zustaendigkeit.objects.create(
        leistung=leistung, ebene=rule.ebene.value, stelle=stelle, citation=rule.rechtsgrundlage, valid_from=valid_from
    )


@transaction.atomic
def withdraw_version(*, actor: Actor, version: LeistungVersion, valid_to: date) -> None:
    """End a published version; drafts that began with it may still be finished.

    Args:
        actor: the coordination office.
        version: a published version.
        valid_to: first local day on which it no longer holds; after its first, not after its present end.

    Raises:
        ActorRefused: the actor is not the coordination office.
        ValidityRefused: it is not published, begins on that day or later, or has ended before.
    """
    only_coordination(actor)
    _locked(version.leistung_id)
    row = LeistungVersion.objects.select_for_update().get(pk=version.pk)
    may_end = row.valid_from is not None and row.valid_from < valid_to <= (row.valid_to or date.max)
    if row.state != LeistungVersion.State.PUBLISHED or not may_end:
        raise ValidityRefused(slug=version.leistung.slug, valid_to=valid_to.isoformat())
    if row.valid_to == valid_to:
        return
    LeistungVersion.objects.filter(pk=row.pk).update(valid_to=valid_to)
    record_act(
        version.leistung,
        "leistung.withdrawn",
        actor=actor,
        payload={"version": version.version, "to": valid_to.isoformat()},
    )


def only_coordination(actor: Actor) -> None:
    """Let nobody act but the coordination office.

    Raises:
        ActorRefused: the actor does not work there.
    """
    if not acts_for_coordination(actor):
        raise ActorRefused(role=actor.role.value)


def record_act(leistung: Leistung, act: str, *, actor: Actor, payload: Mapping[str, object]) -> None:
    """Record an act in the chain of the Leistung, which the coordination office keeps."""
    subject = Subject("leistung", chain_id(leistung.slug), coordination_office().pk)
    with widen_scope(stellen=frozenset({subject.stelle_id})):
        record(subject=subject, act=act, actor=actor, payload=payload)
