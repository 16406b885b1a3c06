"""The enumerated values of the content: key, Japanese label and what it means.

Either the key or the label may be written; inside, only the key is used. ``docs/words.md`` is made from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Word:
    """One allowed value."""

    key: str
    label: str
    meaning: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed list of words under one name."""

    name: str
    label: str
    words: tuple[Word, ...]
    _by_text: Mapping[str, Word] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_text: dict[str, Word] = {}
        for word in self.words:
            for text in (word.key, word.label):
                by_text.setdefault(text, word)
        object.__setattr__(self, "_by_text", by_text)

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key in self._by_text and self._by_text[key].key == key

    def find(self, text: str) -> Word | None:
        """The word written as its key or its label."""
        return self._by_text.get(text)

    def label_of(self, key: str) -> str:
        """The label of a known key; the key itself where it is unknown."""
        word = self._by_text.get(key)
        return word.label if word else key

    @property
    def texts(self) -> tuple[str, ...]:
        """Every way of writing a value: keys first, then labels."""
        return tuple(w.key for w in self.words) + tuple(w.label for w in self.words)


def _words(name: str, label: str, *rows: tuple[str, ...]) -> Vocabulary:
    return Vocabulary(name, label, tuple(Word(row[0], row[1], row[2] if len(row) > 2 else "") for row in rows))


STATUS = _words(
    "status",
    "状態",
    ("draft", "下書き", "書きかけ。編集・法務だけが見られます"),
    ("in_review", "確認中", "内容を確認している途中。編集・法務だけが見られます"),
    ("published", "公開", "audience に書いた範囲の人が見られます"),
    ("withdrawn", "取り下げ", "どのサイトにも出ません"),
)
CONTRACT_STATUS = _words(
    "contract.status",
    "契約状態",
    ("active", "契約中", "いま契約がある"),
    ("ended", "契約終了", "契約が終わっている。掲載を続けるには survives_contract が必要です"),
    ("unknown", "不明", "確かめられていない"),
)
EMPLOYEES = _words(
    "employees",
    "企業規模",
    ("-29", "29人以下", "従業員数"),
    ("30-99", "30〜99人", "従業員数"),
    ("100-299", "100〜299人", "従業員数"),
    ("300-999", "300〜999人", "従業員数"),
    ("1000-4999", "1,000〜4,999人", "従業員数"),
    ("5000-", "5,000人以上", "従業員数"),
)
CONCEPT = _words(
    "concept",
    "考え方",
    ("community", "コミュニティマネジメント", "集団そのものを育て、運営する"),
    ("communication", "コミュニケーションマネジメント", "やり取りの設計と質を整える"),
)
COMMUNITY_TYPE = _words(
    "community.type",
    "コミュニティの種類",
    ("fan", "ファンコミュニティ", "商品やブランドを好きな人が集う"),
    ("user", "ユーザーコミュニティ", "使っている人どうしが教え合う"),
    ("internal", "社内コミュニティ", "社員が部署を越えてつながる"),
    ("partner", "パートナーコミュニティ", "代理店・取引先が集う"),
    ("local", "地域コミュニティ", "同じ地域の人が集う"),
    ("network", "業界ネットワーク", "会社を越えて同じ仕事の人が集う"),
    ("project", "プロジェクトコミュニティ", "一つの目的のために組織を越えて集う"),
)
COMMUNITY_STATUS = _words(
    "community.status", "運営状況", ("open", "運営中", "いま開いている"), ("closed", "終了", "閉じている")
)
STAGE = _words(
    "stage",
    "段階",
    ("launching", "立ち上げ", "最初の会員を迎え、場の空気をつくる"),
    ("growing", "活性化", "投稿と返信が続くようにする"),
    ("self_sustaining", "自走", "会員どうしで場が回る"),
)
OPERATION_KIND = _words(
    "operation.kind",
    "運営体制",
    ("agency", "運営代行", "運営の中心を代行チームが担う"),
    ("in_house", "自社運営", "クライアント自身が運営する"),
    ("shared", "共同運営", "両者で分担する"),
)
OPERATION_SCOPE = _words(
    "operation.scope",
    "担当範囲",
    ("posts", "投稿", "投稿の企画と作成"),
    ("replies", "返信", "コメントへの返信"),
    ("dm", "DM", "個別のメッセージ"),
    ("events", "イベント", "企画と進行"),
    ("creative", "制作", "画像や文章の制作"),
    ("strategy", "企画", "方針と計画"),
    ("analysis", "分析", "数字の集計と報告"),
    ("moderation", "見守り", "投稿の確認と対応"),
)
PURPOSE = _words(
    "purpose",
    "目的",
    ("retention", "継続・解約防止", "やめる人を減らし、長く使ってもらう"),
    ("ltv", "客単価・LTV向上", "一人あたりの取引を増やす"),
    ("support_load", "サポート工数削減", "問い合わせ対応の手間を減らす"),
    ("activation", "利用定着", "使い始めた人が使い続けられるようにする"),
    ("insight", "顧客理解・商品開発", "声を聞き、商品やサービスに生かす"),
    ("advocacy", "口コミ・UGC", "使った人の言葉を広げる"),
    ("acquisition", "新規獲得", "新しいお客様に出会う"),
    ("co_creation", "共創", "お客様と一緒につくる"),
    ("internal_knowledge", "社内の知見共有", "部署を越えて経験を分け合う"),
    ("partner", "代理店・取引先支援", "売り手・取引先を支える"),
    ("local", "地域", "地域のつながりをつくる"),
)
REASON = _words(
    "adoption.reasons",
    "導入の理由",
    ("no_people", "人手が足りない", "運営する人がいない"),
    ("no_experience", "経験がない", "運営の進め方が分からない"),
    ("no_time", "時間がない", "本業の合間で手が回らない"),
    ("proof_needed", "効果を確かめたい", "社内に示せる結果がほしい"),
    ("restart", "立て直したい", "一度止まった場を動かしたい"),
)
COMPARE = _words(
    "metrics.compare",
    "比べ方",
    ("before_after", "前後比較", "取り組みの前と後"),
    ("members_vs_nonmembers", "会員と非会員の比較", "会員（after）と会員でない方（before）"),
    ("cohort", "入会時期別の比較", "時期の違う会員どうし"),
    ("year_on_year", "前年同期比", "前の年の同じ期間"),
    ("single", "単独の値", "比べる相手のない値"),
)
RESULT = _words(
    "metrics.result",
    "目標に対する結果",
    ("reached", "達成", "目標に届いた"),
    ("partly", "一部達成", "目標の一部に届いた"),
    ("missed", "未達", "目標に届かなかった"),
)
SHOW = _words(
    "metrics.show",
    "数字の見せ方",
    ("actual", "実数", "値をそのまま見せる"),
    ("ratio", "変化率", "変化の割合だけを見せる"),
    ("none", "見せない", "この用途では出さない"),
)
MEASURED_BY = _words(
    "metrics.measured_by",
    "測定者",
    ("us", "当社", "当社が測った"),
    ("client", "クライアント", "クライアントが測った"),
    ("third_party", "第三者", "調査会社などが測った"),
)
SPEAKER = _words(
    "quotes.speaker",
    "話し手",
    ("client", "クライアント担当者", "クライアントの担当の方"),
    ("member", "会員", "本人の同意が別に必要です"),
    ("team", "運営チーム", "運営を担当した者"),
)
CONSENT_STATUS = _words(
    "consent.status",
    "掲載許諾の状態",
    ("not_asked", "未確認", "まだ聞いていない"),
    ("asked", "確認依頼済み", "返事を待っている"),
    ("client_review", "先方確認中", "原稿を見ていただいている"),
    ("granted", "許諾あり", "用途ごとの範囲で使える"),
    ("refused", "不可", "断られた"),
    ("revoked", "取り消し", "いただいた許諾が取り消された"),
)
CONSENT_ITEM = _words(
    "consent.items",
    "許諾の対象",
    ("name", "社名", "会社の名前"),
    ("alias", "別名", "合意した呼び名"),
    ("logo", "ロゴ", "ロゴの画像"),
    ("metrics", "数字", "成果の数字（見せ方は metrics.show）"),
    ("quotes", "コメント", "クライアントの言葉"),
    ("photo", "写真", "事例の本文の画像"),
    ("community_name", "コミュニティ名", "コミュニティの名前"),
)
NDA = _words(
    "consent.nda",
    "秘密保持",
    ("none", "なし", "取り決めがない"),
    ("standard", "通常", "社名・ロゴ・写真・コミュニティ名を社外に出さない"),
    ("existence", "取引の存在も秘密", "取引があること自体を言わない"),
)
PHRASE_KIND = _words(
    "phrases.kind",
    "例文の種類",
    ("sentence", "一文", "そのまま使える一文"),
    ("fragment", "言い回し", "文に組み込む言い回し"),
    ("mail", "メール", "メールの文面"),
)
RECIPIENT = _words(
    "phrases.recipient",
    "相手",
    ("external", "社外", "取引先・お客様"),
    ("superior", "目上", "社内外の目上の方"),
    ("internal", "社内", "同僚・他部署"),
)
SEVERITY = _words("voices.severity", "影響の大きさ", ("low", "小"), ("medium", "中"), ("high", "大"))
RISK = _words(
    "voices.risk",
    "リスク",
    ("none", "なし"),
    ("churn", "解約のおそれ", "解約につながりうる"),
    ("lost_deal", "失注のおそれ", "商談を失いうる"),
)
VOICE_FROM = _words("voices.from", "声の主", ("client", "クライアント"), ("member", "会員"), ("team", "運営チーム"))
VOICE_STATE = _words(
    "voices.state",
    "対応状況",
    ("new", "新着", "まだ共有していない"),
    ("shared", "共有済み", "開発チームに伝えた"),
    ("planned", "対応予定", "予定に入った"),
    ("shipped", "対応済み", "使えるようになった"),
    ("declined", "見送り", "今回は対応しない"),
)
SEMINAR_FORMAT = _words(
    "seminars.format", "開催形式", ("venue", "会場"), ("online", "オンライン"), ("hybrid", "ハイブリッド")
)
USE = _words(
    "use",
    "用途",
    ("web", "公開サイト", "公開サイト・共有カード・フィード"),
    ("seminar", "セミナー", "スライド・配布資料"),
    ("proposal", "提案資料", "お渡し用の商談シート・1枚資料"),
    ("verbal", "口頭", "会話の中で触れる"),
)
DIRECTION = _words(
    "kpis.direction",
    "よい向き",
    ("up", "増えるとよい"),
    ("down", "減るとよい"),
    ("neutral", "増減だけでは判断しない"),
)

ALL: tuple[Vocabulary, ...] = (
    STATUS,
    CONTRACT_STATUS,
    EMPLOYEES,
    CONCEPT,
    COMMUNITY_TYPE,
    COMMUNITY_STATUS,
    STAGE,
    OPERATION_KIND,
    OPERATION_SCOPE,
    PURPOSE,
    REASON,
    COMPARE,
    RESULT,
    SHOW,
    MEASURED_BY,
    SPEAKER,
    CONSENT_STATUS,
    CONSENT_ITEM,
    NDA,
    USE,
    PHRASE_KIND,
    RECIPIENT,
    SEVERITY,
    RISK,
    VOICE_FROM,
    VOICE_STATE,
    SEMINAR_FORMAT,
    DIRECTION,
)
