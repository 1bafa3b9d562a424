from __future__ import annotations

import pytest

from kg.read.article import make_article
from kg.read.language import looks_english
from kg.read.outcome import Notice

ENGLISH = "The minister said on Friday that the plant had not leaked. Residents were told to stay in their homes. " * 4
OTHERS = {
    "French": "Le ministre a déclaré vendredi que l'usine n'avait pas fui, et les habitants sont restés chez eux. " * 5,
    "German": "Die Ministerin sagte am Freitag, das Werk sei dicht gewesen, und die Anwohner blieben zu Hause. " * 5,
    "Dutch": "De minister zei vrijdag dat de fabriek niet had gelekt, en de bewoners bleven in hun huizen. " * 5,
    "Spanish": "El ministro dijo el viernes que la planta no había tenido fugas y los vecinos siguieron en casa. " * 5,
    "Russian": "Министр заявил в пятницу, что утечки на заводе не было, и жители остались дома. " * 8,
}


def test_english_looks_english() -> None:
    assert looks_english(ENGLISH)


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_other_languages_do_not(text: str) -> None:
    assert not looks_english(text)


def test_a_text_too_short_to_tell_passes() -> None:
    assert looks_english("Non.")


def test_an_article_in_another_language_is_read_with_a_notice() -> None:
    article, *notices = make_article({"published": "2024-03-07"}, OTHERS["French"], where="a.txt")
    assert [str(n) for n in notices if isinstance(n, Notice)] == [
        "a.txt: doesn't look like English; give English articles: nothing is found in others"
    ]
    assert not isinstance(article, Notice)
