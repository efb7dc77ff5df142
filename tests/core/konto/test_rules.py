"""The secrets of links: nobody guesses one, and nobody reads one out of the database."""

from rathaus.core.konto.rules import hash_link_secret, new_link_secret


def test_a_link_secret_has_160_random_bits_and_fits_into_an_address() -> None:
    secrets = {new_link_secret() for _ in range(1000)}
    assert len(secrets) == 1000
    assert {len(secret) for secret in secrets} == {27}
    assert all(secret.replace("-", "").replace("_", "").isalnum() and secret.isascii() for secret in secrets)


def test_a_link_secret_is_stored_as_its_sha_256() -> None:
    assert hash_link_secret("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
