"""The electronic seal: PAdES signatures on PDF files with keys from PKCS#12 files.

Implements ``rathaus.core.bescheid.ports.Sealer``. Public names: ``sealer.PdfSealer``, ``sealer.from_settings``,
``self_check.self_check``, ``test_authority.make_test_keys``.
"""
