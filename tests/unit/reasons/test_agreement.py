from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pcf.reasons.agreement import kappa

pairs = st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), st.integers(1, 50), max_size=9)


def test_kappa_is_that_of_the_textbook():
    # 45 and 15 agree, 25 and 15 differ: observed 0.60, by chance 0.54
    said = {("yes", "yes"): 45, ("yes", "no"): 15, ("no", "yes"): 25, ("no", "no"): 15}
    assert kappa(said) == Fraction(3, 23)


def test_without_a_contact_or_without_chance_to_differ_there_is_no_kappa():
    assert kappa({}) is None
    assert kappa({("a", "a"): 7}) is None


def test_coders_who_never_differ_on_several_reasons_agree_fully():
    assert kappa({("a", "a"): 7, ("b", "b"): 1}) == 1


def test_coders_who_agree_as_chance_would_have_it_have_none():
    assert kappa({("a", "a"): 4, ("a", "b"): 4, ("b", "a"): 4, ("b", "b"): 4}) == 0


@given(pairs)
def test_it_does_not_matter_who_coded_first(said):
    assert kappa(said) == kappa({(other, one): count for (one, other), count in said.items()})


@given(pairs)
def test_kappa_is_one_at_most_and_only_where_nothing_differs(said):
    found = kappa(said)
    if found is not None:
        assert -1 <= found <= 1
        assert (found == 1) == all(one == other for one, other in said)
