"""Every read of services that other rooms need."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Length

from rathaus.core.leistung.errors import LeistungNotFound, VersionNotFound
from rathaus.core.leistung.models import Leistung, LeistungSource, LeistungVersion, Uebernahme, Zustaendigkeit
from rathaus.core.leistung.rules import OPEN_FEE, CompiledLeistung, Fee, OwnTarif, fee_at, letter_names
from rathaus.core.leistung.stand import Kept
from rathaus.core.leistung.tarif_queries import tarife_on
from rathaus.core.norm.models import Norm
from rathaus.core.stelle.models import Stelle, ValidityQuerySet
from rathaus.core.stelle.queries import ZustaendigkeitResult, competent_stellen, resolve_zustaendigkeit
from rathaus.engine.formular.model import Formular
from rathaus.engine.prozess.blocks import Baustein
from rathaus.engine.prozess.model import Gebuehr, Prozess
from rathaus.engine.prozess.text import BescheidTemplate, parse_bescheid_template
from rathaus.standards.xzufi.model import LeistungDescription
from rathaus.values.plain import from_plain
from rathaus.values.text import Text

_CACHE_SIZE = 500
_LOADED = LeistungVersion.State.LOADED
_cache: OrderedDict[int, CompiledLeistung] = OrderedDict()
_versions: Kept[int, LeistungVersion] = Kept(500)
_published: Kept[tuple[str, str], LeistungVersion] = Kept(500)
_places: Kept[int, Stelle] = Kept(1000)
_leistungen: Kept[str, Leistung] = Kept(500)
_offers: "Kept[tuple[int, int | None, date], Offer]" = Kept(2000)
_cache_lock = Lock()

NO_VERSION = Text(
    "Diese Leistung ist an diesem Tag noch nicht oder nicht mehr veröffentlicht.",
    "This service is not published on this day.",
)
NOT_ADOPTED = Text(
    "Die zuständige Stelle bietet diese Leistung noch nicht online an. Bitte wenden Sie sich direkt an sie.",
    "The competent body does not offer this service online yet. Please contact it directly.",
)


@dataclass(frozen=True, slots=True)
class Offer:
    """What a Leistung means at one place on one day.

    Args:
        stelle: the competent body; None when a place must be chosen first or nobody is competent.
        reason: why this body.
        version: the published version of the day; None when there is none.
        uebernahme: the body's adoption; None when it does not offer the service online.
        fee: what it costs there, as far as the body has fixed it.
        why_not: why it cannot be applied for online here; None when it can.
    """

    stelle: Stelle | None
    reason: Text
    version: LeistungVersion | None
    uebernahme: Uebernahme | None
    fee: Fee
    why_not: Text | None

    @property
    def is_online(self) -> bool:
        """Whether somebody can apply online at this place."""
        return self.why_not is None


def leistung_by_slug(slug: str) -> Leistung:
    """Return the Leistung with this name in addresses.

    Raises:
        LeistungNotFound: there is none.
    """
    leistung = Leistung.objects.defer("search_text").filter(slug=slug).first()
    if leistung is None:
        raise LeistungNotFound(slug=slug)
    return leistung


def kept_leistung(slug: str) -> Leistung:
    """Return a Leistung as :func:`leistung_by_slug` does; shared by all requests, so never change it.

    Raises:
        LeistungNotFound: there is none.
    """
    return _leistungen.get(slug, lambda: leistung_by_slug(slug))


def versions_of(leistung: Leistung) -> ValidityQuerySet[LeistungVersion]:
    """Return the versions of a Leistung without their content, the newest first."""
    return LeistungVersion.objects.filter(leistung=leistung).defer(*LeistungVersion.CONTENT).order_by("-loaded_at")


def newest_published_number(slug: str) -> str:
    """Return the highest number of the versions of a Leistung that were ever published; empty when there is none."""
    published = LeistungVersion.objects.filter(leistung__slug=slug).exclude(state=_LOADED)
    numbers = published.values_list("version", flat=True)
    return max(numbers, key=lambda number: [int(part) for part in number.split(".")], default="")


def version_by_number(leistung: Leistung, number: str) -> LeistungVersion:
    """Return one version by its number.

    Raises:
        VersionNotFound: there is none.
    """
    version = versions_of(leistung).filter(version=number).first()
    if version is None:
        raise VersionNotFound(slug=leistung.slug, version=number)
    return version


def version_with_content(leistung: Leistung, number: str) -> LeistungVersion:
    """Return one version by its number with its findings and the sources of its letters.

    Raises:
        VersionNotFound: there is none.
    """
    version = LeistungVersion.objects.filter(leistung=leistung, version=number).select_related("leistung").first()
    if version is None:
        raise VersionNotFound(slug=leistung.slug, version=number)
    return version


def sources_of(version: LeistungVersion) -> dict[str, int]:
    """Return the files that a version was compiled from: path to size in bytes."""
    rows = LeistungSource.objects.filter(version=version).order_by("path")
    return dict(rows.annotate(size=Length("content")).values_list("path", "size"))


def package_of(version: LeistungVersion, *, folder: str = "") -> dict[str, bytes]:
    """Return files of a version: path to content.

    Args:
        version: the version.
        folder: how the paths begin, or one whole path; empty for all of them.
    """
    rows = LeistungSource.objects.filter(version=version, path__startswith=folder).order_by("path")
    return {path: bytes(content) for path, content in rows.values_list("path", "content")}


def current_version(leistung: Leistung, day: date) -> LeistungVersion | None:
    """Return the published version that holds on a local day, without its content."""
    return versions_of(leistung).filter(state=LeistungVersion.State.PUBLISHED).on(day).first()


def kept_version(version_id: int) -> LeistungVersion:
    """Return a version with its Leistung and without its content; shared by all requests, so never change it."""
    rows = LeistungVersion.objects.select_related("leistung")
    without = (*LeistungVersion.CONTENT, "leistung__search_text")
    return _versions.get(version_id, lambda: rows.defer(*without).get(pk=version_id))


def published_version(slug: str, number: str) -> LeistungVersion:
    """Return a version that is or was published, without its content; shared by all requests, so never change it.

    Args:
        slug: name of the Leistung in addresses.
        number: number of the version.

    Raises:
        VersionNotFound: there is none.
    """
    return _published.get((slug, number), lambda: _find_published(slug, number))


def _find_published(slug: str, number: str) -> LeistungVersion:
    rows = LeistungVersion.objects.filter(leistung__slug=slug, version=number).exclude(state=_LOADED)
    version = rows.defer(*LeistungVersion.CONTENT).first()
    if version is None:
        raise VersionNotFound(slug=slug, version=number)
    return version


def kept_place(stelle_id: int) -> Stelle:
    """Return a body with the one whose test twin it is; shared by all requests, so never change it."""
    return _places.get(stelle_id, lambda: Stelle.objects.select_related("twin").get(pk=stelle_id))


def compiled(version_id: int) -> CompiledLeistung:
    """Return the compiled content of a version; immutable, so every process keeps what it has read.

    Raises:
        VersionNotFound: there is none, or it could not be compiled.
    """
    with _cache_lock:
        if version_id in _cache:
            _cache.move_to_end(version_id)
            return _cache[version_id]
    found = _read_compiled(version_id)
    with _cache_lock:
        _cache[version_id] = found
        if len(_cache) > _CACHE_SIZE:
            _cache.popitem(last=False)
    return found


def _read_compiled(version_id: int) -> CompiledLeistung:
    row = LeistungVersion.objects.filter(pk=version_id).first()
    if row is None or row.formular is None or row.prozess is None or row.description is None:
        raise VersionNotFound(id=version_id)
    formular, prozess = Formular.from_json(row.formular), Prozess.from_json(row.prozess)
    return CompiledLeistung(
        formular=formular,
        prozess=prozess,
        description=LeistungDescription.from_json(row.description),
        templates=_parse_templates(row.templates, formular, prozess.bausteine),
    )


def _parse_templates(
    sources: Mapping[str, str], formular: Formular, bausteine: tuple[Baustein, ...]
) -> dict[str, BescheidTemplate]:
    names = letter_names(formular)
    parsed = {
        path: parse_bescheid_template(source, path, names, bausteine=bausteine).template
        for path, source in sources.items()
    }
    return {path: template for path, template in parsed.items() if template is not None}


def zustaendigkeit_of(leistung: Leistung, day: date) -> Zustaendigkeit | None:
    """Return the rule of competence that holds on a local day."""
    return Zustaendigkeit.objects.on(day).filter(leistung=leistung).select_related("stelle").first()


def offer(leistung: Leistung, *, place: Stelle | None, day: date) -> Offer:
    """Return what a Leistung means at a place on a day.

    Args:
        leistung: the service.
        place: the municipality that was chosen; None when none was.
        day: local date Europe/Berlin.
    """
    key = (leistung.pk, place.pk if place else None, day)
    return _offers.get(key, lambda: offers([leistung], place=place, day=day)[leistung.pk])


def offers(leistungen: Sequence[Leistung], *, place: Stelle | None, day: date) -> dict[int, Offer]:
    """Return what several Leistungen mean at a place on a day, by id; the number of queries does not grow with them.

    Args:
        leistungen: the services.
        place: the municipality that was chosen; None when none was.
        day: local date Europe/Berlin.
    """
    ids = [leistung.pk for leistung in leistungen]
    published = LeistungVersion.objects.filter(leistung__in=ids, state=LeistungVersion.State.PUBLISHED)
    rows = published.on(day).defer(*LeistungVersion.CONTENT).annotate(gebuehr=F("prozess__gebuehr"))
    versions = {row.leistung_id: (row, from_plain(Gebuehr, row.gebuehr)) for row in rows}
    in_force = Zustaendigkeit.objects.on(day).filter(leistung__in=ids).select_related("stelle")
    rules = {(row.ebene, row.stelle.slug if row.stelle else None): row for row in in_force}
    answers = {key: resolve_zustaendigkeit(ebene=key[0], stelle_slug=key[1], place=place, day=day) for key in rules}
    found = {row.leistung_id: answers[row.ebene, row.stelle.slug if row.stelle else None] for row in in_force}
    bodies = {result.stelle.pk for result in answers.values() if result.stelle is not None}
    adopted = Uebernahme.objects.filter(leistung__in=ids, stelle__in=bodies, withdrawn_at=None)
    uebernahmen = {(row.leistung_id, row.stelle_id): row for row in adopted}
    tarife = tarife_on(ids, bodies, day=day)
    return {pk: _offer(versions.get(pk), found.get(pk), uebernahmen, tarife) for pk in ids}


def _offer(
    published: tuple[LeistungVersion, Gebuehr] | None,
    found: ZustaendigkeitResult | None,
    uebernahmen: Mapping[tuple[int, int], Uebernahme],
    tarife: Mapping[tuple[int, int], OwnTarif],
) -> Offer:
    if published is None or found is None:
        return Offer(None, NO_VERSION, published[0] if published else None, None, OPEN_FEE, NO_VERSION)
    version, gebuehr = published
    if found.stelle is None:
        return Offer(None, found.reason, version, None, fee_at(gebuehr, None), found.reason)
    uebernahme = uebernahmen.get((version.leistung_id, found.stelle.pk))
    if uebernahme is None:
        return Offer(found.stelle, found.reason, version, None, fee_at(gebuehr, None), NOT_ADOPTED)
    fee = fee_at(gebuehr, tarife.get((version.leistung_id, found.stelle.pk)))
    return Offer(found.stelle, found.reason, version, uebernahme, fee, None)


def all_leistungen(day: date) -> QuerySet[Leistung]:
    """Return every Leistung with the number of bodies that offer it and whether a version holds on the day."""
    adopted = Count("uebernahmen", filter=Q(uebernahmen__withdrawn_at=None, uebernahmen__stelle__mode="live"))
    rows = Leistung.objects.defer("search_text")
    return rows.annotate(adopted=adopted, is_published=Exists(_published_on(day)))


def _published_on(day: date) -> QuerySet[LeistungVersion]:
    rows = LeistungVersion.objects.filter(leistung=OuterRef("pk"), state=LeistungVersion.State.PUBLISHED)
    return rows.on(day)


def published_leistungen(day: date) -> QuerySet[Leistung]:
    """Return every Leistung that somebody can find on the day."""
    return all_leistungen(day).filter(Exists(_published_on(day)))


def widespread_leistungen(day: date, limit: int) -> list[Leistung]:
    """Return the services that can be found on a day, those that most bodies offer first."""
    return list(published_leistungen(day).order_by(F("adopted").desc(), "slug")[:limit])


def leistungen_on_norm(norm: Norm, day: date) -> QuerySet[Leistung]:
    """Return the services whose published version of the day stands on a rule of law."""
    versions = LeistungVersion.objects.filter(norms=norm, state=LeistungVersion.State.PUBLISHED).on(day)
    rows = Leistung.objects.defer("search_text")
    return rows.filter(pk__in=versions.values("leistung_id"))


def competent_for(leistung: Leistung, day: date) -> QuerySet[Stelle]:
    """Return the live bodies that must do a Leistung on a day."""
    rule = zustaendigkeit_of(leistung, day)
    if rule is None:
        return Stelle.objects.none()
    return competent_stellen(ebene=rule.ebene, stelle_slug=rule.stelle.slug if rule.stelle else None, day=day)


def norms_of(version: LeistungVersion) -> QuerySet[Norm]:
    """Return the rules that a version stands on, by citation."""
    return version.norms.order_by("citation")


def versions_on_norm(norm: Norm) -> QuerySet[LeistungVersion]:
    """Return the versions that stand on a rule, without their content."""
    rows = LeistungVersion.objects.filter(norms=norm).select_related("leistung").defer(*LeistungVersion.CONTENT)
    return rows.order_by("leistung__slug", "-loaded_at")


def uebernahmen_of(stelle: Stelle) -> QuerySet[Uebernahme]:
    """Return what a body offers."""
    rows = Uebernahme.objects.filter(stelle=stelle, withdrawn_at=None).select_related("leistung")
    return rows.order_by("leistung__slug")


def uebernahmen_for(leistung: Leistung) -> QuerySet[Uebernahme]:
    """Return who offers a Leistung, in the order of DIN 5007."""
    rows = Uebernahme.objects.filter(leistung=leistung, withdrawn_at=None).select_related("stelle")
    return rows.order_by("stelle__sort_key")
