"""The EICAR test file: harmless, and found by every scanner.

Source: eicar.org, "Anti-Malware Testfile". Kept in two parts so that no scanner takes this file for it.
"""

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
