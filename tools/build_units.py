"""Write what each unit of figures_units.tsv is in the SI, as pint has it.

usage: python tools/build_units.py        (needs pint; the package itself does not)
"""

from pathlib import Path

import pint

DATA = Path(__file__).resolve().parent.parent / "src" / "onrecord" / "knowledge" / "data"
SYMBOLS = {"kilogram": "kg", "meter": "m", "second": "s", "kelvin": "K", "ampere": "A"}
NAMED = ("watt", "joule", "volt", "pascal", "hertz", "becquerel", "sievert")
DIGITS = 12  # of a factor


def main() -> None:
    """Write the table anew; its words stay."""
    path = DATA / "figures_units.tsv"
    lines = path.read_text("utf-8").splitlines()
    header = next(at for at, line in enumerate(lines) if line.startswith("unit\t"))
    registry = pint.UnitRegistry()
    rows = [_row(registry, line) for line in lines[header + 1 :]]
    path.write_text("\n".join([*lines[: header + 1], *rows]) + "\n", encoding="utf-8")


def _row(registry: pint.UnitRegistry, line: str) -> str:
    unit, words, names = line.split("\t")[:3]
    if not names:
        return f"{unit}\t{words}\t\t\t\t\t"
    made = [_factor(registry, name) for name in names.split("|")]
    factors = sorted(factor for _, factor, _ in made)
    symbol, _, offset = made[0]
    low, high = (f"{factor:.{DIGITS}g}" for factor in (factors[0], factors[-1]))
    return "\t".join([unit, words, names, symbol, low, high, f"{offset:.{DIGITS}g}"])


def _factor(registry: pint.UnitRegistry, name: str) -> tuple[str, float, float]:
    """The unit of the SI, how many of it one is, and what nought of the unit is in it."""
    nought = registry.Quantity(0, name).to_base_units()
    one = registry.Quantity(1, name).to_base_units()
    return _symbol(registry, one), one.magnitude - nought.magnitude, nought.magnitude


def _symbol(registry: pint.UnitRegistry, one: pint.Quantity) -> str:
    """The symbol of the unit; a named one (W, Pa) where the SI has one for the dimension."""
    for name in NAMED:
        if one.dimensionality == registry.Quantity(1, name).dimensionality:
            same = registry.Quantity(1, name).to_base_units().magnitude
            if same == 1 and one.dimensionality != registry.hertz.dimensionality:
                return f"{registry.Unit(name):~}"
    if one.dimensionality == registry.hertz.dimensionality:
        return "1/s"
    powers = {SYMBOLS[unit]: int(power) for unit, power in one.unit_items()}
    above = [f"{unit}{power if power > 1 else ''}" for unit, power in powers.items() if power > 0]
    below = [unit for unit, power in powers.items() if power < 0]
    return "/".join([" ".join(above), *below])


if __name__ == "__main__":
    main()
