import re
from fractions import Fraction

import pytest

from pcf.i18n import number
from pcf.ids import LANGUAGES
from pcf.site.pages import radar

from ...site_model import site_model


@pytest.fixture(scope="module", params=LANGUAGES)
def model(request):
    return site_model(request.param)


def test_the_picture_says_the_scores_of_the_example_in_words_too(model):
    made = radar.radar(model, "index.md")
    for group in radar.example().groups:
        shown = number(group.score, model.lang, 1)
        assert f"{model.taxonomy[group.id].hierarchy_id} {model.taxonomy[group.id].name}</th><td>{shown}</td>" in made


def test_a_script_reads_the_exact_numbers(model):
    made = radar.radar(model, "index.md")
    read = dict(re.findall(r'data-group="(\d+)" data-value="([0-9.]*)"', made))
    assert {key: float(one) for key, one in read.items()} == {g.id: float(g.score) for g in radar.example().groups}


def test_the_whole_of_the_example_is_the_mean_of_its_groups():
    card = radar.example()
    assert card.score.score == sum((g.score for g in card.groups), Fraction(0)) / len(card.groups)


def test_links_and_scripts_lead_from_where_the_page_stands(model):
    assert 'href="./assessment/"' in radar.radar(model, "index.md")
    assert 'href="../assessment/"' in radar.radar(model, "reader.md")
    assert 'src="../assets/landing.js"' in radar.radar(model, "reader.md")


def test_the_block_has_no_blank_line_that_would_end_it(model):
    assert "\n\n" not in radar.radar(model, "index.md")
