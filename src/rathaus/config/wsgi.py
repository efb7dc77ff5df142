"""The web application: refuses to start when what matters is missing, and ends with the server that started it.

A process that starts while the database restarts waits for it: one that gave up would be taken for a broken program,
and the web server would end with it.
"""

import math
import multiprocessing
import os
import signal

from rathaus.config.stop_signals import wake_main_thread

_server = multiprocessing.parent_process()
if _server is not None:
    # The handlers of the server came along with the fork and only take a note. A signal while we load would be lost,
    # and this process would go on serving when the server is long gone. So this comes before all that takes time.
    for _number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(_number, signal.SIG_DFL)
    wake_main_thread()

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rathaus.config.settings")

from django.core.wsgi import get_wsgi_application  # noqa: E402  # signals come first

from rathaus.config.parent import end_with  # noqa: E402  # signals come first
from rathaus.config.start import refuse_unsafe_start_within  # noqa: E402  # signals come first
from rathaus.config.whole_body import whole_bodies  # noqa: E402  # signals come first

if _server is not None and _server.pid is not None:
    end_with(_server.pid)
application = whole_bodies(get_wsgi_application())
refuse_unsafe_start_within(math.inf)
