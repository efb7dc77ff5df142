"""What the decision tables of a Leistung propose for a case: sentences for the clerk, nothing is decided by them."""

from rathaus.core.antrag.queries import content_of
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.procedure import case_facts
from rathaus.engine.prozess.automation import Proposal, propose
from rathaus.engine.prozess.model import Automation


def proposal_of(vorgang: Vorgang) -> Proposal | None:
    """Return what the tables propose for a running case; None where the Leistung has none, or the case has ended.

    Args:
        vorgang: the case with its Antrag and body.
    """
    prozess = content_of(vorgang.antrag).prozess
    if prozess.leistung.automation is Automation.NONE or vorgang.is_ended or vorgang.is_withdrawn:
        return None
    facts = case_facts(vorgang)
    if vorgang.gebuehr_cent is not None:
        facts["gebuehr_cent"] = vorgang.gebuehr_cent
    return propose(prozess, facts)
