"""Names and limits of the interface, all of them, unverified.

Source: XBezahldienste 1.0.0 (documentation pages of FITKO, November 2026); payment information of FIT-Connect.
"""

from typing import Final

PAYMENT: Final = "/paymenttransaction/{originator}/{endpoint}"
"""POST begins a payment; GET with the id of the transaction behind it tells how it stands."""

REQUEST_ID: Final = "requestId"
REQUEST_TIME: Final = "requestTimestamp"
CURRENCY: Final = "currency"
AMOUNT: Final = "grossAmount"
"""Euros in steps of 0.01."""
PURPOSE: Final = "purpose"
DESCRIPTION: Final = "description"
RETURN_URL: Final = "redirectUrl"
ITEMS: Final = "items"
ITEM_ID: Final = "id"
ITEM_REFERENCE: Final = "reference"

INFORMATION: Final = "paymentInformation"
TRANSACTION: Final = "transactionId"
PAY_URL: Final = "transactionUrl"
STATUS: Final = "status"

ERROR_CODE: Final = "errorCode"
EXISTS: Final = "PAYMENT_EXISTS"

MAX_PURPOSE: Final = 27
MAX_ID: Final = 36
EURO: Final = "EUR"
