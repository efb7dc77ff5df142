"""The settings of the Django project: typed values from the environment, safe defaults, demo mode set apart."""

from pathlib import Path

from django.utils.csp import CSP

from rathaus.config import environment
from rathaus.config.database import django_databases, saved_secret

PACKAGE_DIR = Path(__file__).resolve().parent.parent

RATHAUS_DEMO = environment.flag("DEMO")
"""Demo mode: the cast of roles can sign in without a password, every page says so."""
RATHAUS_PRODUCTION = environment.flag("PRODUCTION")
"""Production: secure cookies and transport, and a refusal to start without what matters."""
RATHAUS_STATE_DIR = environment.folder("STATE_DIR", Path("var"))
_CONTENT_DIRS = (PACKAGE_DIR / "leistungen_content", PACKAGE_DIR.parent.parent / "leistungen")
"""The content inside an installed wheel, and in a checkout."""
RATHAUS_CONTENT_DIR = environment.folder(
    "CONTENT_DIR", next((d for d in _CONTENT_DIRS if d.is_dir()), _CONTENT_DIRS[0])
)
RATHAUS_LAND = environment.text("LAND", "HE")
RATHAUS_BASE_URL = environment.text("BASE_URL", "http://127.0.0.1:8000")
"""The address that pages name as their own to search engines; secret links begin with the host that was asked."""
RATHAUS_KEEP_S = environment.number("KEEP_S", 1)
RATHAUS_UPLOAD_LIMIT_BYTES = environment.number("UPLOAD_LIMIT_BYTES", 20_000_000)
RATHAUS_CLAMD_ADDRESS = environment.text("CLAMD_ADDRESS")
"""Host and port of clamd, such as `127.0.0.1:3310`; without it uploads are not scanned for malware."""
RATHAUS_FILE_SCANNER = "rathaus.adapters.clamd.scanner.from_settings" if RATHAUS_CLAMD_ADDRESS else ""
RATHAUS_SIEGEL_DIR = environment.folder("SIEGEL_DIR", RATHAUS_STATE_DIR / "siegel")
"""Where the keys of the electronic seals lie; the demonstration makes its own there, called TEST."""
RATHAUS_SIEGEL_PASSPHRASE = environment.text("SIEGEL_PASSPHRASE")
RATHAUS_SIEGEL_TIMESTAMP_URL = environment.text("SIEGEL_TIMESTAMP_URL")
"""Address of a timestamp service (RFC 3161); without it seals carry the time of this machine alone."""
RATHAUS_SEALER = (
    "rathaus.adapters.siegel.sealer.from_settings" if RATHAUS_DEMO or environment.text("SIEGEL_DIR") else ""
)
RATHAUS_PAYMENT_ADDRESS = environment.text("PAYMENT_ADDRESS")
"""Where a payment provider answers by XBezahldienste; without it nobody pays online."""
RATHAUS_PAYMENT_ORIGINATOR = environment.text("PAYMENT_ORIGINATOR", "rathaus")
"""Name of this town hall at the payment provider."""
RATHAUS_PAYMENT_TOKEN = environment.text("PAYMENT_TOKEN")
RATHAUS_PAYMENT_PROVIDER = "rathaus.adapters.xbezahldienste.client.from_settings" if RATHAUS_PAYMENT_ADDRESS else ""
RATHAUS_SMTP_HOST = environment.text("SMTP_HOST")
"""Name of the mail server; without it nobody is told by e-mail that something waits."""
RATHAUS_SMTP_SECURITY = environment.choice("SMTP_SECURITY", ("starttls", "tls", "none"))
RATHAUS_SMTP_PORT = environment.number("SMTP_PORT", {"starttls": 587, "tls": 465, "none": 25}[RATHAUS_SMTP_SECURITY])
RATHAUS_SMTP_USER = environment.text("SMTP_USER")
RATHAUS_SMTP_PASSWORD = environment.text("SMTP_PASSWORD")
RATHAUS_SMTP_SENDER = environment.text("SMTP_SENDER", "Rathaus <rathaus@localhost>")
RATHAUS_SMTP_TIMEOUT_S = environment.number("SMTP_TIMEOUT_S", 30)
RATHAUS_MAILER = "rathaus.adapters.smtp.mailer.from_settings" if RATHAUS_SMTP_HOST else ""
RATHAUS_MAIL_DIR = environment.folder("MAIL_DIR", RATHAUS_STATE_DIR / "mails")
"""Where the demonstration keeps mails instead of sending them."""
RATHAUS_FONT_DIR = environment.folder("FONT_DIR", PACKAGE_DIR / "surfaces" / "ui" / "static" / "build" / "fonts-pdf")
"""TrueType fonts for letters; where the folder is missing, the fonts of typst are used."""
RATHAUS_TRUST_FORWARDED = environment.flag("TRUST_FORWARDED")
"""Behind a proxy of ours: the sender's address is the last one in X-Forwarded-For."""

SECRET_KEY = environment.text("SECRET_KEY") or ("" if RATHAUS_PRODUCTION else saved_secret(RATHAUS_STATE_DIR, "django"))
DEBUG = False
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", "" if RATHAUS_PRODUCTION else "127.0.0.1,localhost,testserver")
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "rathaus.core.scope",
    "rathaus.core.protokoll",
    "rathaus.core.konto",
]
INSTALLED_APPS += [
    f"rathaus.{floor}.{room}"
    for floor, rooms in {
        "core": (
            "stelle",
            "datei",
            "postfach",
            "codeliste",
            "regel",
            "norm",
            "leistung",
            "einspielung",
            "zahlung",
            "termin",
            "antrag",
            "vorgang",
            "arbeitskorb",
            "beteiligung",
            "miterklaerung",
            "bescheid",
            "zustellung",
            "rechtsbehelf",
            "akte",
            "kennzahl",
        ),
        "surfaces": ("ui", "portal", "amt", "koordination"),
    }.items()
    for room in rooms
    if (PACKAGE_DIR / floor / room / "apps.py").exists()
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "rathaus.surfaces.ui.shared_pages.SharedPages",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "rathaus.surfaces.ui.request_size.RefuseLargeBodies",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "rathaus.surfaces.ui.responses.ErrorPages",
]

ROOT_URLCONF = "rathaus.config.urls"
WSGI_APPLICATION = "rathaus.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [
            PACKAGE_DIR / "surfaces" / surface / "templates" for surface in ("ui", "portal", "amt", "koordination")
        ],
        "OPTIONS": {"environment": "rathaus.surfaces.ui.jinja.environment"},
    }
]

DATABASES = django_databases()
DATABASE_ROUTERS = ["rathaus.config.routers.OwnerMigrates"]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "konto.Konto"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "rathaus_sitzung"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "rathaus_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "rathaus.surfaces.ui.responses.csrf_failure"

LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

STATIC_URL = "/static/"
STATIC_ROOT = environment.folder("STATIC_ROOT", RATHAUS_STATE_DIR / "static")
STATICFILES_DIRS = [PACKAGE_DIR / "surfaces" / "ui" / "static" / "build"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
    "frame-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = RATHAUS_PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if RATHAUS_PRODUCTION else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if RATHAUS_TRUST_FORWARDED else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = RATHAUS_PRODUCTION

LOGGING_CONFIG = "rathaus.config.logs.configure"
LOGGING = {"version": 1}
SILENCED_SYSTEM_CHECKS: list[str] = []
