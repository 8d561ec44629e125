"""Keys made from the one secret: sealing what only we may read, and codes that nobody can look up backwards."""

import hashlib
import hmac
import os
import unicodedata
from collections.abc import Iterable
from contextlib import suppress

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12
# Crockford's characters without A and E: no vowel, so that a code never spells a word.
ALPHABET = "0123456789BCDFGHJKMNPQRSTVWXYZ"
LENGTH = 10
GROUPS = ((0, 4), (4, 8), (8, 10))
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


class Keys:
    """One sub-key per purpose, so that what is made for one purpose says nothing in another."""

    def __init__(self, secret_key: str, earlier: Iterable[str] = ()) -> None:
        self._secret = secret_key.encode()
        self.earlier = tuple(Keys(key) for key in earlier)

    def every(self) -> "tuple[Keys, ...]":
        """These keys and those that were in use before: what they made is still read and known again."""
        return (self, *self.earlier)

    def _key(self, purpose: str) -> bytes:
        return HKDF(SHA256(), 32, salt=None, info=b"soseska " + purpose.encode()).derive(self._secret)

    def seal(self, purpose: str, content: bytes) -> bytes:
        """Encrypt so that any change of a bit is noticed when it is opened."""
        nonce = os.urandom(NONCE)
        return nonce + AESGCM(self._key("seal " + purpose)).encrypt(nonce, content, purpose.encode())

    def open(self, purpose: str, sealed: bytes) -> bytes:
        """Decrypt; `cryptography.exceptions.InvalidTag` when it was sealed for something else or changed."""
        for keys in self.every()[:-1]:
            with suppress(InvalidTag):
                return keys.unseal(purpose, sealed)
        return self.every()[-1].unseal(purpose, sealed)

    def unseal(self, purpose: str, sealed: bytes) -> bytes:
        """Decrypt with the newest key alone."""
        cipher = AESGCM(self._key("seal " + purpose))
        return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], purpose.encode())

    def mac(self, purpose: str, text: str) -> str:
        """A fingerprint that cannot be tried out without the secret."""
        return hmac.new(self._key("mac " + purpose), text.encode(), hashlib.sha256).hexdigest()

    def macs(self, purpose: str, text: str) -> tuple[str, ...]:
        """The fingerprint under every key, the newest first: to find what was kept before a key was changed."""
        return tuple(keys.mac(purpose, text) for keys in self.every())

    def receipt_code(self, client_id: str) -> str:
        """The code a person keeps: always the same for the same answer, so that sending twice gives one receipt."""
        return code_from(int(self.mac("receipt code", client_id), 16))


def code_from(number: int) -> str:
    """A large number as a code that people can read out and type."""
    characters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        characters.append(ALPHABET[place])
    return _grouped("".join(characters))


def normalise(code: str) -> str:
    """Read a code as people type it: small letters, O for 0, dashes, other scripts' digits."""
    plain = unicodedata.normalize("NFKC", code).upper().translate(MISREAD)
    digits = (str(unicodedata.digit(c)) if c.isdigit() else c for c in plain)
    return "".join(c for c in digits if c in ALPHABET)


def _grouped(characters: str) -> str:
    return " ".join(characters[start:end] for start, end in GROUPS)
