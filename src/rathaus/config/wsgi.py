"""The web application: refuses to start when what matters is missing, and ends with the server that started it."""

import multiprocessing
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rathaus.config.settings")

from django.core.wsgi import get_wsgi_application

from rathaus.config.parent import end_with
from rathaus.config.start import refuse_unsafe_start

_server = multiprocessing.parent_process()
if _server is not None and _server.pid is not None:
    end_with(_server.pid)
application = get_wsgi_application()
refuse_unsafe_start()
