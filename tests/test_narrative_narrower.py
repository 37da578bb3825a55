"""Sentences whose counts are of fewer requests, of other bodies or other years than a table's row.

The report around them is that of `test_narrative_sentences`: all of its requests are of natural persons.
"""

from __future__ import annotations

import pytest
from narrated import narrated, shown

from gxparse.rules.narrative import narrative_findings

TRUE = {
    # ---- numbers and their labels ----
    "因政府信息公开引发行政复议1件（维持1件、纠正0件、其他0件、未审结0件）。": [
        "reconsideration 1",
        "reconsideration 1",
        "reconsideration 0",
        "reconsideration 0 part",
        "reconsideration 0",
    ],
    "因政府信息公开引发行政诉讼直接起诉3件（维持2件，未审结1件），复议后起诉0件（维持0件）。": [
        "litigation 3",
        "litigation 2",
        "litigation 1",
        "litigation 0",
        "litigation 0",
    ],
    "政府信息公开申请全部或部分公开21件，不予公开2件。": ["outcome 21", "outcome 2"],
    "政府信息公开申请结转下年度七八件。": [],
    "全市收到政府信息公开申请五、六件。": [],
    # ---- rows and columns ----
    "政府信息公开申请结转下年度7件，其中自然人7件，商业企业0件。": [
        "carried_forward 7",
        "applicants 7",
        "applicants 0",
    ],
    "政府信息公开申请予以公开20件，其中自然人20件，企业0件，其他0件。": [
        "outcome 20",
        "applicants 20",
        "outcome 0 part",
        "outcome 0 part",
    ],
    "商业企业提出政府信息公开申请0件，其中予以公开0件，办结0件，结转下年度0件。": [
        "applicants 0",
        "outcome 0",
        "handled 0",
        "carried_forward 0",
    ],
    # ---- of what was carried over, or received anew ----
    "政府信息公开申请上年结转2件，均已办结，其中予以公开1件，无法提供1件。": [
        "carried_over 2",
        "outcome 1 part",
        "outcome 1 part",
    ],
    "上年度政府信息公开申请结转2件，本年度办结2件。": ["carried_over 2", "handled 2 unclear"],
    "新收政府信息公开申请40件，当年办结33件，其中予以公开19件，不予公开2件。": [
        "received 40",
        "handled 33",
        "outcome 19",
        "outcome 2",
    ],
    # ---- bodies and years hold ----
    "市水务局收到政府信息公开申请9件。已全部答复9件。": ["received 9 other_body", "handled 9 other_body"],
    "上半年，全市收到政府信息公开申请18件。已办结15件。": ["received 18 part_of_year", "handled 15 part_of_year"],
    "2021年，全市收到政府信息公开申请30件。截至12月31日，办结29件。": [
        "received 30 other_year",
        "handled 29 other_year",
    ],
    "收到政府信息公开申请40件，其中市政府办公室承办12件，予以公开6件。": [
        "received 40",
        "received 12 part",
        "outcome 6 other_body",
    ],
    "2022年，本机关收到政府信息公开申请6件，全市收到政府信息公开申请40件。": ["received 6 other_body", "received 40"],
    "全省收到政府信息公开申请900件，我市占4%。": ["received 900 other_body"],
    "累计收到政府信息公开申请310件。五年来，收到政府信息公开申请200件。": [
        "received 310 other_year",
        "received 200 other_year",
    ],
    "2022年，全市累计收到政府信息公开申请40件。": ["received 40"],
    # ---- what is no request, and what is beside the count ----
    "收到政府信息公开申请40件，接听来电60次，答复60件。": ["received 40", "handled 60 unclear"],
    "政府信息公开申请经征求第三方意见，同意公开5件。": ["outcome 5 unclear"],
    "因政府信息公开引发行政复议1件。除上述情况外，未发生政府信息公开行政复议、行政诉讼。": [
        "reconsideration 1",
        "reconsideration 0 negated unclear",
        "litigation 0 negated unclear",
    ],
    "全市因政府信息公开无其他行政诉讼。": [],
    "全市收到政府信息公开申请40件，其中其他组织5件，其他申请人1件。": [
        "received 40",
        "received 5 part",
        "received 1 part",
    ],
    "政府信息公开申请告知主动公开范围11件，予以公开9件。": ["outcome 9 unclear"],
}

FALSE = {
    "政府信息公开申请结转下年度7件，其中自然人6件。": "applicants",
    "收到政府信息公开申请40件，办结40件，结转下年度7件。": "handled",
    "新收政府信息公开申请40件，当年办结33件，其中予以公开17件。": "outcome",
    "新收政府信息公开申请40件，当年办结33件，其中予以公开21件。": "outcome",
    "因政府信息公开引发行政诉讼直接起诉3件，其中维持3件。": "litigation",
    "政府信息公开申请全部或部分公开22件。": "outcome",
    "因政府信息公开引发行政复议1件（维持0件、未审结0件）。": "reconsideration",
}


@pytest.mark.parametrize("sentence", TRUE)
def test_a_true_sentence_never_fails(sentence: str) -> None:
    """See that the claims are these, and that what is compared agrees or is left open."""
    report = narrated(sentence)
    assert list(map(shown, report.claims)) == TRUE[sentence]
    assert not [finding.message for finding in narrative_findings(report) if finding.status == "fail"]


@pytest.mark.parametrize("sentence", FALSE)
def test_a_false_sentence_fails(sentence: str) -> None:
    """See that what is narrower is still compared with what it is of."""
    found = [finding.rule for finding in narrative_findings(narrated(sentence)) if finding.status == "fail"]
    assert found == [f"narrative.{FALSE[sentence]}"]


OF_PARTS = (  # true of a part alone, which the tables do not have: no failure
    "全市共收到政府信息公开申请40件，其中网上申请20件，办结18件；信函申请15件，办结15件。",
    "全市共收到政府信息公开申请40件，其中征地拆迁类16件，办结15件，结转1件。",
    "全市共办结政府信息公开申请35件，其中涉土地类16件，予以公开8件，部分公开0件。",
    "全市共收到政府信息公开申请40件，其中自然人40件，予以公开12件，部分公开0件。",
    "全市共办结政府信息公开申请35件，其中当年收到33件，上年结转1件。",
    "全市共办结政府信息公开申请35件，其中上年结转2件，予以公开1件，不予公开1件。",
    "全市共收到政府信息公开申请40件，主要集中在征地拆迁领域，收到16件，办结15件。",
    "全市制发行政规范性文件3件，其中新制发2件，修订1件。",
    "全市现行有效行政规范性文件12件，其中本年制发2件。",
    "全市制发行政规范性文件3件，其中现行有效2件，已废止0件。",
)
OF_THE_WHOLE = (  # true of what is told further in front
    "全市共收到政府信息公开申请40件，上年结转2件。其中，自然人40件，法人或其他组织0件。",
    "全市共收到政府信息公开申请40件，上年结转2件，其中自然人40件。",
    "全市共收到政府信息公开申请40件，上年结转2件。其中自然人42件，法人或其他组织0件。",
    "全市共收到政府信息公开申请40件，办结35件，结转下年7件。其中自然人40件，法人或其他组织0件。",
    "全市共办结政府信息公开申请35件，予以公开21件（含部分公开1件），不予公开2件。",
    "全市共办结政府信息公开申请35件，其中同意公开21件（全部公开20件，部分公开1件）。",
    "全市因政府信息公开引发行政诉讼3件，其中法院判决维持2件。",
)


@pytest.mark.parametrize("sentence", [*OF_PARTS, *OF_THE_WHOLE])
def test_no_part_is_held_against_the_whole(sentence: str) -> None:
    """See that what may be of a part that was just told does not fail, and that parts are those of the right total."""
    found = narrative_findings(narrated(sentence))
    assert found
    assert [each.message for each in found if each.status == "fail"] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "全市共收到政府信息公开申请40件，其中自然人40件、法人或其他组织0件，办结36件。",
        "全市共收到政府信息公开申请40件，其中网上申请20件；办结36件。",
        "全市共收到政府信息公开申请40件，其中网上申请20件。共办结政府信息公开申请36件。",
        "全市共办结政府信息公开申请35件，予以公开22件（含部分公开1件）。",
        "全市共收到政府信息公开申请40件，上年结转2件。其中，自然人39件，法人或其他组织2件。",
        "全市因政府信息公开引发行政诉讼3件，其中法院判决维持3件。",
        "全市制发规章0件、行政规范性文件4件。",
        "全市政府信息公开申请受理数41件。",
    ],
)
def test_what_is_of_the_whole_again_still_fails(sentence: str) -> None:
    """See that a semicolon, a new sentence, or parts that are complete, lead back to the whole."""
    assert "fail" in [each.status for each in narrative_findings(narrated(sentence))]
