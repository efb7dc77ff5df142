"""The interface XBezahldienste 1.0: ``client`` asks a payment provider, ``simulator`` is one that moves no money.

``names`` holds every name of the interface in one place. The OpenAPI file was not found; what stands there follows the
published pages and the payment information of FIT-Connect and is unverified: compare it with the provider's description
before real money is asked for.
"""
