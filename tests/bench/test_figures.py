"""The arithmetic of the measures."""

import pytest

from bench.figures import Measured, cpu_share, percentile, rate_share


def measured(*durations_s: float, elapsed_s: float = 1.0, web_s: float = 0.0, database_s: float = 0.0) -> Measured:
    return Measured(durations_s, elapsed_s, {"web": web_s, "database": database_s}, steps_s={"page": durations_s * 2})


@pytest.mark.parametrize(("share", "expected"), [(0.5, 50), (0.95, 95), (1.0, 100), (0.0, 1)])
def test_a_percentile_is_the_nearest_rank(share: float, expected: int) -> None:
    assert percentile([float(value) for value in range(100, 0, -1)], share) == expected


def test_the_percentile_of_one_value_is_that_value() -> None:
    assert percentile([0.25], 0.95) == 0.25


def test_a_rate_counts_operations_and_not_requests() -> None:
    row = measured(0.1, 0.1, 0.1, elapsed_s=1.5)
    assert (row.per_s, row.operations, row.requests) == (2.0, 3, 6)


def test_processor_time_is_given_for_one_operation() -> None:
    row = measured(0.1, 0.1, web_s=0.03, database_s=0.01)
    assert row.cpu_ms_each("web") == pytest.approx(15)
    assert row.all_cpu_ms_each == pytest.approx(20)


def test_shares_compare_rates_and_processor_times_with_the_limit() -> None:
    limit, row = measured(*[0.001] * 100, web_s=0.1), measured(0.1, 0.1, web_s=0.1, database_s=0.1)
    assert rate_share(row, limit) == pytest.approx(0.02)
    assert cpu_share(row, limit) == pytest.approx(0.01)
