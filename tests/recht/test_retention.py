from datetime import date

from rathaus.recht.retention import account_retention, draft_retention, transfer_log_retention


def test_ozg_8a_3_a_draft_is_kept_thirty_days_after_the_last_edit() -> None:
    """Vector 12: draft last edited 2026-03-02 → 30th day 2026-04-01, deletion from 2026-04-02."""
    retention = draft_retention(date(2026, 3, 2))
    assert retention.last_day == date(2026, 4, 1)
    assert retention.delete_from == date(2026, 4, 2)
    assert "§ 8a Abs. 3 OZG" in retention.explanation.de
    assert retention.parameter.value == 30


def test_ozg_8_7_an_unused_account_is_deleted_after_two_years_and_told_two_months_before() -> None:
    """Vector 12: account last used 2026-03-02 → notice 2028-01-02, deletion 2028-03-02."""
    found = account_retention(date(2026, 3, 2))
    assert (found.notice_on, found.delete_on) == (date(2028, 1, 2), date(2028, 3, 2))
    assert "nach 24 Monate ohne" not in found.explanation.de
    assert "§ 8 Abs. 7 OZG" in found.explanation.de


def test_ozg_8_7_an_account_last_used_on_29_february_ends_on_the_last_day_of_a_shorter_month() -> None:
    found = account_retention(date(2028, 2, 29))
    assert (found.notice_on, found.delete_on) == (date(2029, 12, 28), date(2030, 2, 28))


def test_idnrg_9_3_the_log_of_a_transfer_is_kept_two_years() -> None:
    found = transfer_log_retention(date(2026, 3, 2))
    assert (found.last_day, found.delete_from) == (date(2028, 3, 2), date(2028, 3, 3))
