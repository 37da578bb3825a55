"""Sentences written for these tests: what is claimed in them, and what is not though it looks so.

The report around them says: 40 requests received and 2 carried over, 35 handled (20, 1, 2, 5, 3 and 4) and 7 carried
forward; 1 reconsideration upheld; 3 lawsuits, 2 upheld and 1 pending; 3 normative documents issued, 1 repealed and
12 in force, no rules; 1,024 licenses, 57 penalties and 8 compulsory measures.
"""

from __future__ import annotations

import pytest
from narrated import narrated, shown

from gxparse.rules.narrative import narrative_findings

SPOKEN = {
    # ---- received, handled, carried ----
    "2022年，全市共收到政府信息公开申请42件，办结35件，结转下年度7件。": [
        "received 42",
        "handled 35",
        "carried_forward 7",
    ],
    "本年度受理依申请公开政府信息40件。": ["received 40"],
    "全年新收到政府信息公开申请40件，上年结转2件，均已登记。": ["received 40", "carried_over 2"],
    "我市共收到申请人提交的材料。全市政府信息公开申请共42件，答复35件。": ["received 42", "handled 35"],
    "全市共收办政府信息公开申请42件（含上年度结转2件），已办结35件。": ["received 42", "carried_over 2", "handled 35"],
    "今年接收信息公开申请４２件，其中7件结转下一年度办理。": ["received 42", "carried_forward 7"],
    "全市受理政府信息公开申请42 件 ， 办结 35 件 。": ["received 42", "handled 35"],
    "全年收到政府信息公开申请四十二件，办结三十五件，顺延至下年度答复七件。": [
        "received 42",
        "handled 35",
        "carried_forward 7",
    ],
    "本年共收到40件政府信息公开申请，2件由上年结转。": ["received 40", "carried_over 2"],
    "2022年收到政府信息公开申请40件，自2021年结转2件，结转至2023年继续办理7件。": [
        "received 40",
        "carried_over 2",
        "carried_forward 7",
    ],
    "依申请公开方面，共办理依申请公开42件。": ["received 42"],
    "未收到需要收费的申请。本年无结转下年度的政府信息公开申请。": ["carried_forward 0 negated"],
    "本年度未收到政府信息公开申请。": ["received 0 negated"],
    "全年没有收到公民、法人或者其他组织提出的政府信息公开申请。": ["received 0 negated"],
    # ---- outcomes ----
    "全市办结政府信息公开申请35件，其中予以公开20件，部分公开1件，不予公开2件，无法提供5件，不予处理3件，其他处理4件。": [
        "handled 35",
        "outcome 20",
        "outcome 1",
        "outcome 2",
        "outcome 5",
        "outcome 3",
        "outcome 4",
    ],
    "政府信息公开申请中，20件予以公开，1件部分公开，2件不予公开。": ["outcome 20", "outcome 1", "outcome 2"],
    "政府信息公开申请予以公开、部分公开、不予公开分别为20件、1件和2件。": ["outcome 20", "outcome 1", "outcome 2"],
    "对政府信息公开申请，一是予以公开20件；二是无法提供5件；三是不予处理3件。": [
        "outcome 20",
        "outcome 5",
        "outcome 3",
    ],
    # ---- who applied ----
    "全市收到政府信息公开申请40件，其中自然人40件、法人或其他组织0件。": [
        "received 40",
        "applicants 40",
        "applicants 0",
    ],
    "政府信息公开申请中，申请人为自然人的40件，为商业企业的0件。": ["applicants 40", "applicants 0"],
    "自然人、商业企业提出的政府信息公开申请分别为40件和0件。": ["applicants 40", "applicants 0"],
    # ---- disputes ----
    "因政府信息公开工作被申请行政复议1件，结果维持1件；被提起行政诉讼3件，其中维持2件，尚未审结1件。": [
        "reconsideration 1",
        "reconsideration 1",
        "litigation 3",
        "litigation 2",
        "litigation 1",
    ],
    "涉及政府信息公开的行政诉讼案件3件，其中未经复议直接起诉3件，复议后起诉0件。": [
        "litigation 3",
        "litigation 3",
        "litigation 0",
    ],
    "本年未发生因政府信息公开引起的行政复议、行政诉讼案件。": ["reconsideration 0 negated", "litigation 0 negated"],
    "2022年全市政府信息公开申请总数为42件，办结量为35件。": ["received 42", "handled 35"],
    "共受理政府信息公开申请42件。办结35件（予以公开20件，部分公开1件，不予公开2件）。": [
        "received 42",
        "handled 35",
        "outcome 20",
        "outcome 1",
        "outcome 2",
    ],
    "全市各级政府收到政府信息公开申请42件，较上年的30件增加12件，办结35件。": [
        "received 42",
        "received 12 change",
        "handled 35",
    ],
    "全市现行有效规章0件，现行有效行政规范性文件12件。": ["documents 0", "documents 12"],
    # ---- fees ----
    "全市行政事业性收费36.5万元。": ["fees 365000"],
    "全市行政事业性收费总金额365000元，作出行政许可决定1024件。": ["fees 365000", "decisions 1024"],
    "全市行政事业性收费约37万元。": ["fees 370000 approximate"],
    "因政府信息公开引发行政复议1件，被维持；引发行政诉讼3件，其中维持2件，未审结1件。": [
        "reconsideration 1",
        "litigation 3",
        "litigation 2",
        "litigation 1",
    ],
    "无行政诉讼。": ["litigation 0 negated"],
    # ---- documents and decisions ----
    "全市制发规范性文件3件，废止1件，现行有效12件。": ["documents 3", "documents 1", "documents 12"],
    "全市本年未制定规章，制定行政规范性文件3件。": ["documents 0 negated", "documents 3"],
    "全市各部门全年作出行政许可决定1,024件，行政处罚决定57件，行政强制8件。": [
        "decisions 1024",
        "decisions 57",
        "decisions 8",
    ],
    # ---- approximate ----
    "全市共收到政府信息公开申请40余件。": ["received 40 approximate"],
    "全市收到政府信息公开申请约40件，办结近40件。": ["received 40 approximate", "handled 40 approximate"],
    "全年收到政府信息公开申请40件以上，办结35件左右。": ["received 40 approximate", "handled 35 approximate"],
    "全年受理政府信息公开申请3至5件。": ["received 3 approximate"],
    "全年受理政府信息公开申请超过四十件。": ["received 40 approximate"],
}

TRAPS = {
    # ---- other years ----
    "上年度收到政府信息公开申请30件。": ["received 30 other_year"],
    "2021年共收到政府信息公开申请31件，办结29件。": ["received 31 other_year", "handled 29 other_year"],
    "全市收到政府信息公开申请42件，比上年增加12件，同比增长40%。": [
        "received 42",
        "received 12 change",
        "received 40 change",
    ],
    "全市收到政府信息公开申请42件（去年为30件），办结35件。": ["received 42", "handled 35"],
    "全市收到政府信息公开申请42件，较2021年减少3件。": ["received 42", "received -3 change"],
    "全市减免行政事业性收费12万元。": ["fees 120000 unclear"],
    "全市取消行政事业性收费5项。": [],
    "全市行政事业性收费减免12万元。": [],
    "政府采购总金额120万元，印制宣传册花费3万元。": [],
    "行政事业性收费12万元。": ["fees 120000 unclear"],  # whose?
    "全年收取信息处理费120元。": ["information_processing_fee 120"],
    "发出收费通知的件数为2件，总金额120元，实际收取的总金额120元。": [
        "information_processing_fee 2",
        "information_processing_fee 120",
        "information_processing_fee 120",
    ],
    "近三年来未收到政府信息公开申请。": ["received 0 negated other_year"],
    "去年同期办结政府信息公开申请28件。": ["handled 28 other_year"],
    # ---- a part of the year ----
    "上半年收到政府信息公开申请18件。": ["received 18 part_of_year"],
    "3月收到政府信息公开申请5件。": ["received 5 part_of_year"],
    "第一季度办结政府信息公开申请9件。": ["handled 9 part_of_year"],
    # ---- other bodies and parts of this one ----
    "市水务局收到政府信息公开申请6件，办结5件。": ["received 6 other_body", "handled 5 other_body"],
    "市政府办理政府信息公开申请11件。": ["received 11 other_body"],
    "全市收到政府信息公开申请42件，其中，市政府10件，县区30件，其他单位2件。": [
        "received 42",
        "received 10 part",
        "received 30 part",
        "received 2 part",
    ],
    "全市收到政府信息公开申请42件，其中当面申请5件，网络申请30件。": [
        "received 42",
        "received 5 unclear",
        "received 30 unclear",
    ],
    "各县区收到政府信息公开申请30件。": ["received 30 unclear"],
    # ---- filed cases ----
    "向市政府报送备案的规范性文件5件。": [],
    "备案规范性文件5件，制发规范性文件3件。": ["documents 3 filed"],
    # ---- received, but no requests ----
    "全年收到群众来信36件，办结36件。": ["handled 36 unclear"],
    "共收到社会各界意见建议98条。": [],
    "收到投诉举报12件，均已答复。": [],
    "收到上级公文320件，转发64件。": [],
    "热线收到咨询邮件57件，答复57件。": ["handled 57 unclear"],
    "政府信息公开申请按规定登记。另收到信访件21件，办结21件。": ["handled 21 unclear"],
    "未收到涉及政府信息公开工作的投诉。": [],
    "未收到申请人对答复的意见。": [],
    # ---- disclosed, not decided or issued ----
    "主动公开行政许可信息1500条、行政处罚信息300条。": [],
    "公开规范性文件8件，解读规范性文件6件。": [],
    "累计主动公开信息1100条，其中规范性文件3条，动态信息1097条。": [],
    "本市有行政许可事项210项。": [],
    "完善规章制度5件。": [],
    # ---- other disputes ----
    "司法行政部门收到行政复议申请210件，审结200件。": ["reconsideration 210 other_body"],
    "全市办理行政复议案件210件。": ["reconsideration 210 unclear"],
    "全市因政府信息公开发生行政诉讼3件，上年结转1件，办结2件。": [
        "litigation 3",
        "carried_over 1 unclear",
        "handled 2 unclear",
    ],
    "政府信息公开行政诉讼一审案件9件，二审案件8件，行政诉讼败诉5件。": [],
    "无政府信息公开行政诉讼败诉案件，未发生因答复不当引起的行政复议。": [],
    # ---- what is denied is something else ----
    "未办结申请，全部结转下年度。": [],
    "未收到不符合要求的政府信息公开申请，未收到重复申请。": [],
    "没有按时办结的政府信息公开申请为0。": [],
    "如未收到政府信息公开申请，也应当在系统中登记。": ["received 0 negated unclear"],
    # ---- a part, or more than the year ----
    "自《条例》施行以来，累计收到政府信息公开申请310件。": ["received 310 other_year"],
    "截至目前，全市共收到政府信息公开申请300件。": ["received 300 other_year"],
    "2023年，计划办结政府信息公开申请50件。": ["handled 50 other_year"],
    "政府信息公开申请中3件申请涉及土地，4件申请被撤回。": ["received 3 unclear", "received 4 unclear"],
    "政府信息公开申请办理规范。在网站予以公开1200条。": [],
    "全年制发规范性文件8件。": ["documents 8 unclear"],
    "全市收到政府信息公开申请几十件，办结数十件。": ["received 10 approximate", "handled 10 approximate"],
    "印制政府信息公开申请表500份，政府信息公开申请材料40件。": [],
    "收到行政许可申请3000件，办结2900件。": ["decisions 3000 unclear", "handled 2900 unclear"],
    "政务服务窗口全年受理申请36万件，办结35万件。": ["received 360000 unclear", "handled 350000 unclear"],
    "经统计，共有3件予以公开的政府信息公开申请涉及第三方。": ["outcome 3 unclear"],
    "与2021年收到政府信息公开申请30件相比，增长40%。": ["received 30 other_year"],
    "收到政府信息公开申请42件，2021年为30件，2020年为25件。": ["received 42"],
    "我市在2020年至2022年间共收到政府信息公开申请120件。": ["received 120 unclear"],
    "全市30个单位未收到政府信息公开申请。": ["received 0 negated other_body"],
    "未收到政府信息公开申请的单位有30个。": [],
    "收到政府信息公开申请数量最多的是市水务局，共10件。": [],
    "市本级收到政府信息公开申请12件，区县收到政府信息公开申请28件。": [
        "received 12 unclear",
        "received 28 unclear",
    ],
    "全市收到政府信息公开申请42件，不予公开2件（国家秘密1件、过程性信息1件），无法提供5件。": [
        "received 42",
        "outcome 2",
        "outcome 1 part",
        "outcome 1 part",
        "outcome 5",
    ],
    "清理规范性文件50件，其中废止6件。": [],
    # ---- numbers that are no counts ----
    "按照《条例》第二十条、国办公开办函〔2021〕30号的要求，及时办理政府信息公开申请。": [],
    "依据第10条办理政府信息公开申请，电话0755-12345件。": [],
    "政府信息公开申请按时办结率达100%，答复率98.5%。": [],
    "12月30日完成政府信息公开申请登记1次。": [],
    "在20个工作日内答复政府信息公开申请，联系电话028-5550123。": [],
    "未办结政府信息公开申请7件。": [],
    "按时答复政府信息公开申请30件，延期答复5件。": ["handled 30 unclear", "handled 5 unclear"],
    "信息公开方面收费36.5万元，收到申请材料3万份。": [],
    "制作申请表10份，办理流程图2份。": [],
    "举办政府信息公开培训3次，答复书样式4个。": [],
    "无正当理由大量反复申请的，不予处理。": [],
    "全市无人因此被追责，也没有行政复议机关提出意见。": [],
}


@pytest.mark.parametrize("sentence", SPOKEN)
def test_what_a_sentence_claims_is_found_and_agrees_as_far_as_it_is_true(sentence: str) -> None:
    """See that the claims of a sentence are these and no others."""
    assert list(map(shown, narrated(sentence).claims)) == SPOKEN[sentence]


@pytest.mark.parametrize("sentence", TRAPS)
def test_what_only_looks_like_a_claim_is_not_compared(sentence: str) -> None:
    """See that figures of others, of other years or of other things are known as such or passed over."""
    report = narrated(sentence)
    assert list(map(shown, report.claims)) == TRAPS[sentence]
    assert not [finding.message for finding in narrative_findings(report) if finding.status == "fail"]


def test_there_are_as_many_sentences_as_promised_and_half_of_them_are_traps() -> None:
    """See that the sentences above are enough."""
    assert len(SPOKEN) + len(TRAPS) >= 60
    assert len(TRAPS) >= (len(SPOKEN) + len(TRAPS)) / 2


TRUE_UNLESS_NEGATED = [sentence for sentence in SPOKEN if not any("negated" in each for each in SPOKEN[sentence])]


@pytest.mark.parametrize("sentence", TRUE_UNLESS_NEGATED)
def test_true_sentences_have_no_failure(sentence: str) -> None:
    """See that what is exact passes, and what is approximate, or takes the year before, is not assessed."""
    found = narrative_findings(narrated(sentence))
    assert not [finding.message for finding in found if finding.status == "fail"]
    compared = [finding for finding in found if finding.rule != "narrative.parts"]
    assert [finding.status for finding in compared] == [
        "not_assessable" if each.endswith(("approximate", "change")) else "pass" for each in SPOKEN[sentence]
    ]


@pytest.mark.parametrize("sentence", [each for each in SPOKEN if each not in TRUE_UNLESS_NEGATED])
def test_what_is_denied_and_not_so_fails(sentence: str) -> None:
    """See that a denial is compared with the tables, which have cases."""
    found = [finding for finding in narrative_findings(narrated(sentence)) if finding.left == 0]
    assert found
    assert {finding.status for finding in found} == {"pass" if "规章" in sentence else "fail"}
