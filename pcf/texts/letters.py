"""How likely letters are in the languages that encodings were made for, in nats."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

# What stands in none of the lists below, and what no writer puts beside the letter before it.
_STRANGE, _MISPLACED = -12.0, -6.0
_SIGN = math.log(0.1 / 40)  # quotation marks, full-width stops
_DASH = math.log(1 / 50)  # Russian is full of them: the Ч alone that mac-cyrillic makes of one must be less likely
_DASHES = frozenset("–—")
_SIGNS = frozenset("«»„“”‘’—–…№•·°§©®×± 、。，；：！？（）《》【】％／")

# Letters by how often Russian texts of this project have them, with what that costs.
_RUSSIAN = dict(
    zip(
        "оеаинтсрвлкпдмыузячбгйьхцжюшёщфэъ",
        (
            2.3, 2.4, 2.5, 2.5, 2.7, 2.7, 3.0, 3.1, 3.1, 3.2, 3.3, 3.4, 3.5, 3.6, 3.8, 3.8, 3.9,
            4.0, 4.3, 4.3, 4.4, 4.6, 4.6, 4.8, 4.8, 4.8, 5.1, 5.3, 5.5, 5.6, 6.2, 6.5, 8.0,
        ),
        strict=True,
    )
)  # fmt: skip
# The signs that its Chinese texts have most often: of any such text some nine tenths.
_CHINESE = frozenset(
    "的客户一时不有和人分或数务计中服理件在工个回修联入单络定保本成是品次到期用出产值为对诉赔比已评量作索每投后请按同与管标程未没明内由以部复召结间例月处上商报其通查应方答日知记文收并行员最率销货表话告自接"
    "能度问得电意决近售经列了各退因于流门全组都前无目项算满过可么道要所据求改来群位规长办号发进责哪业机多统从线等席写外取限原填提事均占重座预什下说会供份信法渠核级录合准名条少总当调清指编该新呼三维负交动此"
    "价给开询及案之设现起只看受质天款题包照系批实判完承果转关您里追障费谁放他点付否达解划这元估平年也测除检些变公故留班体证制样就类两式先待首则验排换职织码补弃订监登至存更相确向心再论主账持示版队偿须空做如"
    "备闭正网小字效属含第权怎诺策台签超适任大咨审安别额采格差语手构十簿好轮打议场息终高即认段还而子送何映训把生导代注区面消止母去归需措车另情地金致加误运选使置短站约支识技推反口称周响几种抽射家购二低音才试"
    "营装附影访略见库驳演己整始练缺析集志建团常者读术助救某店培百序张立带力将仍义身错找失零企素资断况施性束依损范共传它跟容但薪型活派较书围化落参申美被盘师返研那层直物升司节旧逐却环续险板听移头害政尚专函讲"
    "档键源警危季配五随邮荐市热布航举四料造停岗连增纠际早显减足假买厂水色予久走压套基溯馈着异具担授半模钟且谈晚我步让往离言控符凡智引盖声必协径邀降拆图牌伤命们汇状旅非角国逾拒越片凭态偏快讨广拿疑踪卷路执又"
)


@dataclass(frozen=True)
class Script:
    """What the letters of an encoding tell of a text.

    Attributes:
        likelihood: Of a letter beyond ASCII, in nats.
        misplaced: Whether a letter may not follow the one before it; ``None`` where any may.
        floor: How badly a text may read at most, in nats per byte beyond ASCII.
    """

    likelihood: Callable[[str], float]
    misplaced: Callable[[str, str], bool] | None
    floor: float

    def weigh(self, text: str) -> float:
        """Return how likely the letters beyond ASCII are, taken together."""
        nats = 0.0
        for before, sign in pairwise(f" {text}"):
            if not sign.isascii():
                nats += _DASH if sign in _DASHES else _SIGN if sign in _SIGNS else self.likelihood(sign)
            if self.misplaced is not None and self.misplaced(before, sign):
                nats += _MISPLACED
        return nats


def _russian(sign: str) -> float:
    return -_RUSSIAN[low] if (low := sign.lower()) in _RUSSIAN else _STRANGE


def _chinese(sign: str) -> float:
    if sign in _CHINESE:
        return math.log(0.8 / len(_CHINESE))
    if sign.lower() in _RUSSIAN:  # GB18030 has these letters too, two bytes each
        return _russian(sign) - 1.0
    if not "\u4e00" <= sign <= "\u9fff":
        return _STRANGE
    try:  # GB 2312 lists the signs of everyday use first: up to 0xD7
        return math.log(0.09 / 3_200) if sign.encode("gb2312")[0] <= 0xD7 else math.log(0.01 / 3_000)
    except UnicodeEncodeError:
        return math.log(0.002 / 15_000)


def _traditional(sign: str) -> float:
    return max(_chinese(sign), math.log(0.3 / 5_400)) if "\u4e00" <= sign <= "\u9fff" else _STRANGE


def _japanese(sign: str) -> float:
    return math.log(0.5 / 80) if "\u3041" <= sign <= "\u30fc" else _traditional(sign)


def _korean(sign: str) -> float:
    return math.log(0.9 / 1_000) if "\uac00" <= sign <= "\ud7a3" else _STRANGE


def _western(sign: str) -> float:
    return math.log(0.9 / 60) if sign.isalpha() else _STRANGE


def _breaks_a_word(before: str, sign: str) -> bool:
    """Whether a capital follows a small letter, or a letter a dash or one of another script: no word is written so."""
    if before in _DASHES and sign.isalpha():
        return True
    if not (before.isalpha() and sign.isalpha()):
        return False
    return (before.islower() and sign.isupper()) or before.isascii() != sign.isascii()


def _stands_in_a_row(before: str, sign: str) -> bool:
    """Whether accented letters follow one another; in western languages they stand between plain ones."""
    return before.isalpha() and sign.isalpha() and not before.isascii() and not sign.isascii()


_CYRILLIC = Script(_russian, _breaks_a_word, -4.4)
SCRIPTS = {
    "cp1251": _CYRILLIC,
    "koi8-r": _CYRILLIC,
    "cp866": _CYRILLIC,
    "iso8859-5": _CYRILLIC,
    "mac-cyrillic": _CYRILLIC,
    "gb18030": Script(_chinese, None, -5.5),
    "big5": Script(_traditional, None, -5.5),
    "shift_jis": Script(_japanese, None, -5.5),
    "euc-jp": Script(_japanese, None, -5.5),
    "euc-kr": Script(_korean, None, -5.5),
    "cp1252": Script(_western, _stands_in_a_row, -8.0),
}
