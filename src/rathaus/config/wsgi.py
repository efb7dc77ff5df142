"""The web application: refuses to start when what matters is missing."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rathaus.config.settings")

from django.core.wsgi import get_wsgi_application

from rathaus.config.start import refuse_unsafe_start

application = get_wsgi_application()
refuse_unsafe_start()
