"""Country names, Wikidata ids, demonyms and capitals of two MIT-licensed packages go in, ``seeds/countries.tsv`` comes out.

Run by hand when the packages change: ``pip install rigour countryinfo && python seeds/make_countries.py``. What the packages
lack or have wrong stands in the tables below.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

from rigour.territories import get_territories

#: Names that English news uses and the packages lack.
NAMES = {
    "us": "U.S.|US|U.S|USA|U.S.A.|America|United States of America|the States",
    "gb": "UK|U.K.|Britain|Great Britain",
    "ae": "UAE|U.A.E.|the Emirates",
    "cd": "Democratic Republic of Congo|DRC|Congo-Kinshasa",
    "cg": "Congo|Congo-Brazzaville",
    "cz": "Czech Republic",
    "mk": "Macedonia",
    "mm": "Burma",
    "sz": "Swaziland",
    "tr": "Türkiye",
    "cv": "Cape Verde",
    "va": "Vatican|Vatican City",
    "kr": "ROK",
    "kp": "DPRK",
    "cn": "PRC",
    "nl": "Holland",
    "ba": "Bosnia",
    "eu": "EU|E.U.|the bloc",
    "ps": "Palestinian Authority",
}
#: The name that English news uses, where the first package prefers another.
NEWS = {
    "kr": "South Korea", "cd": "Democratic Republic of the Congo", "cg": "Republic of the Congo", "hk": "Hong Kong",
    "tr": "Turkey", "nr": "Nauru", "ci": "Ivory Coast", "tl": "East Timor",
}  # fmt: skip
#: Demonyms, adjective first, where the packages have none, only one form, or an unusual one.
DEMONYMS = {
    "ar": "Argentine|Argentinian|Argentinean", "dk": "Danish|Dane|Danes", "fi": "Finnish|Finn|Finns", "fr": "French|Frenchman",
    "gb": "British|Briton|Britons", "es": "Spanish|Spaniard|Spaniards", "se": "Swedish|Swede|Swedes",
    "pl": "Polish|Pole|Poles", "tr": "Turkish|Turk|Turks", "is": "Icelandic|Icelander|Icelanders",
    "kg": "Kyrgyz|Kirghiz|Kyrgyzstani", "tj": "Tajik|Tadzhik|Tajikistani", "kz": "Kazakh|Kazakhstani",
    "uz": "Uzbek|Uzbekistani", "tm": "Turkmen", "az": "Azerbaijani|Azeri", "rs": "Serbian|Serb|Serbs",
    "hr": "Croatian|Croat|Croats", "si": "Slovenian|Slovene", "sk": "Slovak|Slovakian", "mk": "Macedonian|North Macedonian",
    "ba": "Bosnian", "ps": "Palestinian", "nl": "Dutch|Dutchman", "ie": "Irish|Irishman", "nz": "New Zealand|New Zealander",
    "ph": "Philippine|Filipino", "th": "Thai", "ls": "Basotho|Mosotho", "bw": "Botswanan|Motswana", "lu": "Luxembourgish|Luxembourger",
    "li": "Liechtenstein|Liechtensteiner", "xk": "Kosovar|Kosovan", "sa": "Saudi|Saudi Arabian|Saudis", "ae": "Emirati",
    "us": "American|Americans", "va": "Vatican", "eu": "European Union", "np": "Nepali|Nepalese", "mg": "Malagasy", "sr": "Surinamese",
    "dj": "Djiboutian", "bf": "Burkinabe|Burkinabè", "ec": "Ecuadorian|Ecuadorean", "km": "Comorian", "mv": "Maldivian",
    "cd": "Congolese", "cg": "Congolese", "sb": "Solomon Islands", "vu": "Vanuatuan|Ni-Vanuatu", "ki": "Kiribati|I-Kiribati",
    "vc": "Vincentian", "kn": "Kittitian", "ag": "Antiguan", "st": "São Toméan", "hk": "Hong Kong", "in": "Indian", "pt": "Portuguese",
    "gl": "Greenlandic|Greenlander", "fo": "Faroese", "tt": "Trinidadian", "bz": "Belizean", "cy": "Cypriot", "sz": "Swazi",
    "gw": "Bissau-Guinean", "vg": "", "bn": "Bruneian", "sv": "Salvadoran|Salvadorean", "tl": "Timorese|East Timorese",
}  # fmt: skip
#: Capitals by other names or missing; empty where the capital's name would be taken for another thing.
CAPITALS = {
    "us": "Washington|Washington, D.C.|Washington DC", "ua": "Kyiv|Kiev", "kz": "Astana|Nur-Sultan", "sz": "Mbabane|Lobamba",
    "nl": "The Hague|Hague", "in": "New Delhi|Delhi", "ci": "Yamoussoukro|Abidjan", "bo": "La Paz|Sucre", "be": "", "eu": "Brussels",
    "il": "Jerusalem", "ps": "Ramallah", "is": "Reykjavik|Reykjavík", "br": "Brasília|Brasilia", "co": "Bogotá|Bogota",
    "md": "Chișinău|Chisinau", "py": "Asunción|Asuncion", "ye": "Sanaa|Sana'a", "va": "", "xk": "Pristina", "mk": "Skopje",
    "my": "Kuala Lumpur|Putrajaya", "lk": "Colombo", "tz": "Dodoma|Dar es Salaam", "cm": "Yaoundé|Yaounde", "mv": "Malé",
    "to": "Nuku'alofa", "sm": "", "sg": "", "lu": "", "mc": "", "dj": "", "cn": "Beijing", "sc": "", "hk": "", "bi": "Gitega|Bujumbura",
    "fk": "", "sh": "", "cz": "Prague", "cr": "", "gt": "Guatemala City", "pa": "Panama City", "kw": "Kuwait City", "ms": "",
    "ch": "Bern|Berne", "pr": "", "mm": "Naypyidaw|Naypyitaw", "gl": "Nuuk", "fo": "Tórshavn|Torshavn",
}  # fmt: skip
#: Seats of power that stand for the whole government. One that is an organ among others (the White House, the Pentagon)
#: is a body of its own and stands in no row.
SEATS = {
    "ru": "Kremlin", "gb": "Downing Street|Whitehall|Number 10|No 10|No. 10", "fr": "Élysée|Elysee|Élysée Palace",
    "cn": "Zhongnanhai", "kr": "Blue House", "in": "South Block", "it": "Palazzo Chigi", "es": "Moncloa", "tr": "Bestepe",
    "ua": "Bankova", "br": "Planalto", "ar": "Casa Rosada", "ps": "Muqata",
}  # fmt: skip
#: Territories that act as governments in the news without being countries of the first package.
ALSO = {"eu", "ps", "hk", "gl", "fo"}
LEFT_OUT = {
    "aq",
    "bv",
    "hm",
    "um",
    "tf",
    "gs",
    "io",
    "cx",
    "cc",
    "nf",
    "pn",
    "tk",
    "wf",
    "sj",
    "re",
    "mq",
    "gp",
    "yt",
    "gf",
    "bl",
    "mf",
    "pm",
    "bq",
    "ax",
}
PARENTS = {
    "pr",
    "gu",
    "mp",
    "as",
    "vi",
    "gi",
    "je",
    "gg",
    "im",
    "ky",
    "bm",
    "ai",
    "ms",
    "tc",
    "vg",
    "sh",
    "fk",
    "aw",
    "cw",
    "sx",
    "nc",
    "pf",
}

HEADER = """\
# Countries as actors of the news: names, Wikidata ids, demonyms (adjective first), capitals, seats of power; lists are joined by |.
# Made by seeds/make_countries.py from rigour (MIT, Copyright OpenSanctions) and countryinfo (MIT, Copyright Porimol Chandro),
# with corrections by hand. Wikidata ids: CC0.
"""


def main() -> None:
    """Write the table next to this script."""
    info = {}
    for file in (files("countryinfo") / "data").iterdir():
        if file.name.endswith(".json"):
            row = json.loads(file.read_text(encoding="utf-8"))
            info.setdefault(str(row.get("ISO", {}).get("alpha2", "")).casefold(), row)
    rows = []
    for t in get_territories():
        code = t.code
        if not (t.is_country or code in ALSO) or t.is_historical or code in LEFT_OUT | PARENTS or "-" in code or not t.qid:
            continue
        row = info.get(code, {})
        name = NEWS.get(code, t.name)
        names = [n for n in [t.name, t.full_name, *NAMES.get(code, "").split("|")] if n and n != name]
        found = str(row.get("demonym") or "").replace("/", ",").replace(",", "|")
        demonyms = DEMONYMS.get(code, found)
        capital = row.get("capital")
        capitals = CAPITALS.get(code, capital if isinstance(capital, str) else "")
        lists = (
            "|".join(dict.fromkeys(filter(None, x)))
            for x in (names, demonyms.split("|"), capitals.split("|"), SEATS.get(code, "").split("|"))
        )
        rows.append("\t".join((name, t.qid, *lists)))
    header = "country\twikidata\tnames\tdemonyms\tcapitals\tseats\n"
    table = Path(__file__).with_name("countries.tsv")
    table.write_text(HEADER + header + "".join(f"{row}\n" for row in sorted(rows)), encoding="utf-8")


if __name__ == "__main__":
    main()
