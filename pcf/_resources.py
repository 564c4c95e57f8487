"""Where the data lies: inside an installed wheel, or in the checkout of an editable install."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_COMPILED = _PACKAGE / "_data"
_CHECKOUT = _PACKAGE.parent


def compiled(name: str) -> Path | None:
    """Return a file of the compiled bundle, or ``None`` in a checkout."""
    path = _COMPILED / name
    return path if path.exists() else None


def is_compiled() -> bool:
    """Whether this is an installed wheel rather than a checkout."""
    return _COMPILED.is_dir()


def checkout() -> Path:
    """Return the folder that holds ``taxonomy/`` and ``locales/`` of an editable install.

    Raises:
        FileNotFoundError: The package is neither a wheel nor a checkout.
    """
    if not (_CHECKOUT / "taxonomy").is_dir():
        raise FileNotFoundError(f"neither {_COMPILED} nor {_CHECKOUT / 'taxonomy'} exists: reinstall the package")
    return _CHECKOUT


def locale_folder() -> Path:
    """Return the folder of compiled message catalogues; in a checkout it is made on demand."""
    return compiled("locales") or checkout() / "build" / "locales"


def example() -> Path:
    """Return the folder of the example organisation Meridian."""
    return compiled("meridian") or checkout() / "examples" / "meridian"


def notice() -> str:
    """Return the NOTICE with APQC's attribution, as every copy must carry it."""
    path = compiled("NOTICE") or checkout() / "NOTICE"
    return path.read_text(encoding="utf-8")
