from datetime import date

from rathaus.recht.retention import draft_retention


def test_ozg_8a_3_a_draft_is_kept_thirty_days_after_the_last_edit() -> None:
    retention = draft_retention(date(2026, 3, 2))
    assert retention.last_day == date(2026, 4, 1)
    assert retention.delete_from == date(2026, 4, 2)
    assert "§ 8a Abs. 3 OZG" in retention.explanation.de
    assert retention.parameter.value == 30
