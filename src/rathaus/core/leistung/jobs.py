"""Jobs of the leistung room: texts follow the calendar."""

from django.utils import timezone
from procrastinate.contrib.django import app

from rathaus.core.leistung.actions import follow_published


@app.periodic(cron="1 * * * *")
@app.task(name="leistung.follow_published", queueing_lock="leistung.follow_published", pass_context=False)
def follow_published_today(timestamp: int) -> None:
    """Let texts and search follow the versions that began today; every hour, because midnight is a local one.

    Args:
        timestamp: when the queue planned it, seconds since the epoch; not needed.
    """
    del timestamp
    follow_published(day=timezone.localdate())
