"""What the keys of the content are called in Japanese, with a word of help: for hints, editors and forms.

By record and key; a record that inherits a key inherits its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a key for people, and what to write there."""

    name: str
    help: str = ""


def _labels(**rows: str | tuple[str, str]) -> Mapping[str, Label]:
    return {key.rstrip("_"): Label(row) if isinstance(row, str) else Label(row[0], row[1]) for key, row in rows.items()}


_PART = ("読む人の範囲", "この部分だけを、もとより狭い範囲に限るとき")
_OTHER_WAYS = "検索でも見つかるようになります"

LABELS: Mapping[str, Mapping[str, Label]] = {
    "Document": _labels(
        audience=("読む人の範囲", "書いた範囲と、それより狭い範囲の人が読めます。1 つだけ選びます"),
        status=("状態", "書きかけは draft。下書きは編集・法務だけが見られます"),
        sample=("架空の見本", "実在しない原稿なら true"),
        review=("内容の確認", "担当と、最後に確かめた日"),
        published_on=("公開日", "2026-04-01 の形。公開する事例と現場の話には、かならず書きます"),
        updated_on=("更新日", "2026-04-01 の形"),
        publish_on=("公開予定日", "この日より前は、編集・法務だけが見られます"),
        redirect_from=("以前のアドレス", "「/cases/case-0009/」の形。ここから転送します"),
        extra=("覚え書き", "自由に書けます。どこにも表示されません"),
    ),
    "Review": _labels(
        owner=("担当", "チームの名前"),
        verified_on=("確かめた日", "2026-04-01 の形"),
        every_months=("見直しの間隔（月）", "1 から 60 まで。書かなければ 6"),
    ),
    "Organization": _labels(
        name=("社名", "正式な名前。社名を書いてよいのは、組織のファイルだけです"),
        reading=("よみ", "ひらがな"),
        short_name="略称",
        romaji="ローマ字",
        other_names=("別の呼び名", "ブランド名・旧社名など。すべて社名として扱います"),
        common_words=("ふだんの言葉でもある名前", "担当が確かめたものだけ。理由と日付を書きます"),
        alias=("社外での呼び名", "先方と決めた、社名の分からない名前。ほかの組織と重ならないように"),
        segment="業種",
        employees="企業規模",
        prefecture=("都道府県", "例: 東京都"),
        contract="契約",
        hold=("一時掲載停止", "書くと、編集・法務のほかには出なくなります"),
        not_for=("見せない相手", "競合など、この組織の事例を見せない業種と会社"),
        logo=("ロゴ", "画像のファイル名"),
    ),
    "Contract": _labels(
        status="契約状態",
        form=("契約の形", "例: 年間"),
        since=("開始", "2022-04 の形"),
        until=("終了", "2022-04 の形"),
    ),
    "Hold": _labels(since=("停止した日", "2026-04-01 の形"), reason="理由"),
    "NotFor": _labels(segments="業種", companies="会社名", note="覚え書き"),
    "CommonWord": _labels(
        text=("言葉", "この組織の名前のどれか"), reason="理由", reviewed_on=("確かめた日", "2026-04-01 の形")
    ),
    "Case": _labels(
        title=("題", "何が、どうなった、誰の話か。数字を使うときは、同じ数字を成果の数字にも書きます"),
        summary=("要約", "一文で。数字を使うときは、同じ数字を成果の数字にも書きます"),
        organization=("組織", "社名ではなく、組織の id（org-0014 の形）"),
        concept=("考え方", "場を育てる話なら community、やり取りの設計が主題なら communication"),
        community=("コミュニティ", "考え方が community の事例で書きます"),
        communication=("やり取り", "考え方が communication の事例で書きます"),
        purposes=("目的", "1 つ以上選びます"),
        adoption=("導入の経緯", "営業より広い範囲には出ません"),
        challenge=("課題", "困っていたこと。社名は書かず「同社」とします"),
        approach=("取り組み", "行ったこと"),
        outcome=("成果", "変わったこと"),
        conditions=("再現条件", "同じ結果を得るのに欠かせない条件"),
        setbacks=("つまずきと学び", "うまくいかなかったことと、変えたこと"),
        playbooks=("進め方", "使った進め方の id"),
        metrics=("成果の数字", "1 つごとに、期間と、誰が測ったかを添えます"),
        quotes=("コメント", "話した方の言葉。個人の名前は書きません"),
        talk_track=("ご紹介の仕方", "商談での話し方"),
        objections=("よくいただくご質問・ご懸念", "質問と、その答え"),
        consent=("掲載許諾", "編集の担当が書きます。許諾をいただくまで、編集・法務だけが見られます"),
        related=("関連する事例", "事例の id"),
        tags="タグ",
    ),
    "Community": _labels(
        name=("コミュニティ名", "許諾がなければ社外には出ません"),
        type="コミュニティの種類",
        status="運営状況",
        stage="段階",
        member_traits="会員の特徴",
        launched=("開始", "2022-06 の形"),
        members="会員数",
        operation="運営体制",
    ),
    "Count": _labels(value=("人数", "半角の数字だけ"), on=("時点", "2023-09 の形")),
    "Operation": _labels(kind="運営体制", from_=("開始", "2022-06 の形"), scope="担当範囲"),
    "Communication": _labels(
        scene=("場面", "例: 新製品の案内"),
        who="誰が",
        when="いつ",
        what="何を",
        how="どのように",
        recipients="誰に",
    ),
    "Adoption": _labels(
        audience=_PART,
        department="部署",
        decision_level=("決裁者", "役職。個人の名前は書きません"),
        trigger="きっかけ",
        reasons="導入の理由",
        deciding_factor="決め手",
        client_team="先方の体制",
        timeline="時期",
        contact=("社内の問い合わせ先", "「#」で始まる名前は引用符で囲みます"),
    ),
    "ClientTeam": _labels(
        audience=_PART, people="人数", hours_per_week="週あたりの時間", concurrent=("兼務", "true か false")
    ),
    "Timeline": _labels(
        audience=_PART,
        considered=("検討を始めた月", "2022-01 の形"),
        contracted=("契約した月", "2022-04 の形"),
        first_result=("最初の成果が出た月", "2022-12 の形"),
    ),
    "Metric": _labels(
        audience=_PART,
        kpi=("指標", "KPI 一覧から選びます"),
        compare="比べ方",
        before=("前の値", "会員と非会員の比較では、会員でない方の値"),
        after=("後の値", "会員と非会員の比較では、会員の値"),
        change=("変化率", "「-50%」の形。値を書けないときだけ"),
        period=("期間", "[始まり, 終わり] の 2 つ"),
        points=("推移", "時点と値の並び"),
        target="目標",
        result=("目標に対する結果", "届かなかったものも書きます"),
        show=("見せ方", "用途ごとに。書かなければ、どこにも出ません"),
        population=("対象", "誰を数えたか"),
        sample_size=("人数・件数（n）", "半角の数字だけ"),
        measured_by="測定者",
        confounders=("ほかの要因", "同じ時期にあった、数字に影響しうること"),
    ),
    "Reading": _labels(value=("値", "半角の数字だけ。単位は書きません"), period=("期間", "[始まり, 終わり] の 2 つ")),
    "Target": _labels(value=("目標の値", "半角の数字だけ")),
    "Point": _labels(on=("時点", "2023-09 の形"), value=("値", "半角の数字だけ")),
    "Show": _labels(web="公開サイト", seminar="セミナー", proposal="提案資料"),
    "Quote": _labels(
        audience=_PART,
        speaker="話し手",
        role=("役職", "個人の名前は書きません"),
        text="言葉",
        rewarded=("謝礼の有無", "お礼をお渡ししたなら true"),
        consent=("本人の同意", "会員の言葉は、true でなければ出ません"),
    ),
    "Talk": _labels(audience=_PART, say="話すこと"),
    "Objection": _labels(audience=_PART, question="ご質問・ご懸念", answer="答え"),
    "Consent": _labels(
        status="許諾の状態",
        web=("公開サイトで見せてよいもの", "許諾をいただいたものだけを選びます"),
        seminar=("セミナーで見せてよいもの", "許諾をいただいたものだけを選びます"),
        proposal=("提案資料で見せてよいもの", "許諾をいただいたものだけを選びます"),
        verbal=("口頭で触れてよいもの", "許諾をいただいたものだけを選びます"),
        approved_on=("先方の確認日", "2026-04-01 の形"),
        approved_digest=("確認済みの内容の控え", "「casebook digest」が出す文字列"),
        valid_until=("許諾の期限", "2027-03-31 の形"),
        survives_contract=("契約終了後も掲載", "true か false"),
        nda="秘密保持",
        record=("記録の番号", "書類そのものは置きません"),
    ),
    "Page": _labels(
        title="題",
        description=("説明", "一文で"),
        tags="タグ",
        terms=("用語", "用語の id"),
        related=("関連する記事", "記事の id"),
        sources=("出典", "引用したもの"),
        byline=("書いた人", "チームの名前"),
        body=("本文", "Markdown で書きます"),
    ),
    "Story": _labels(case=("事例", "事例の id"), cases=("関連する事例", "事例の id")),
    "Article": _labels(cases=("関連する事例", "事例の id"), playbooks=("進め方", "進め方の id")),
    "Playbook": _labels(steps=("手順", "1 つずつ"), stages="段階", purposes="目的", kpis="指標"),
    "Seminar": _labels(
        date=("開催日", "2026-04-01 の形"),
        start=("開始", "15:00 の形"),
        end=("終了", "16:00 の形"),
        shown_to=("見せる用途", "スライドと配布資料を、どの用途の範囲で作るか"),
        format="開催形式",
        venue="会場",
        registration_url=("申し込みページ", "https:// で始まる URL"),
        apply_by=("申し込みの締切", "2026-04-01 の形"),
        fee="参加費",
        host="主催",
        archive_until=("録画の公開期限", "2026-04-01 の形"),
        recording=("録画", "終わったあとに、案内のページに出ます"),
        qa=("いただいたご質問", "終わったあとに、案内のページに出ます"),
        handout_notes=("配布資料に話すことを載せる", "false なら、スライドだけになります"),
        contact="問い合わせ先",
        notice="お知らせ",
        speakers="登壇者",
        cases=("紹介する事例", "事例の id"),
    ),
    "Recording": _labels(audience=_PART, url=("録画のアドレス", "https:// で始まる URL"), minutes="長さ（分）"),
    "Asked": _labels(audience=_PART, question="質問", answer=("答え", "段落は、空の行で分けます")),
    "Speaker": _labels(
        name="名前", title="肩書き", company="会社", consent=("掲載の同意", "true でなければ、名前は出ません")
    ),
    "Term": _labels(
        term="用語",
        reading=("よみ", "ひらがな"),
        english="英語",
        english_note="英語での注意",
        aliases=("別の言い方", _OTHER_WAYS),
        definition=("定義", "一文で"),
        points="要点",
        scenes="使う場面",
        examples="例文",
        contrasts="似た言葉との違い",
        misuses="誤った使い方",
        see_also=("あわせて読む用語", "用語の id"),
        tags="タグ",
    ),
    "Contrast": _labels(
        with_=("比べる用語", "用語の id"), difference="違い", together="補い合うところ", rule_of_thumb="見分け方"
    ),
    "Misuse": _labels(
        wrong="誤った使い方", why="なぜ違うか", instead="言い換え", pattern=("見つける書き方", "正規表現")
    ),
    "PhraseList": _labels(title="題", items="例文"),
    "Phrase": _labels(
        audience=_PART,
        sample=("架空の見本", "実在しない内容なら true"),
        text=("例文", "そのまま使える形で"),
        kind="例文の種類",
        instead_of="言い換える前の言葉",
        concept="考え方",
        recipient="相手",
        purpose="用件",
        subject=("件名", "メールのとき"),
    ),
    "VoiceList": _labels(title="題", items="ご意見・ご要望"),
    "Voice": _labels(
        audience=_PART,
        sample=("架空の見本", "実在しない内容なら true"),
        theme="テーマ",
        feature="機能",
        text=("聞いた言葉", "個人の名前は書きません"),
        reading=("解釈", "言葉の背景にあること"),
        severity="影響の大きさ",
        risk="リスク",
        heard="聞いた記録",
        from_="声の主",
        state="対応状況",
    ),
    "Hearing": _labels(on=("聞いた日", "2026-04-01 の形"), organization=("組織", "組織の id")),
    "Kpi": _labels(
        name="名前",
        unit=("単位", "例: %"),
        definition="定義",
        denominator="分母",
        period="期間",
        direction="よい向き",
        source="定義の出典",
        how="測り方",
        cautions="読むときの注意",
        aliases=("別の言い方", _OTHER_WAYS),
    ),
    "Segment": _labels(
        label="日本語名",
        jsic="日本標準産業分類の記号",
        jsic_label="日本標準産業分類の名前",
        aliases=("別の言い方", _OTHER_WAYS),
    ),
    "Trait": _labels(label="日本語名", aliases=("別の言い方", _OTHER_WAYS)),
    "Category": _labels(label="日本語名", description="説明"),
    "Directed": _labels(
        from_=("入力される言葉", "この言葉で探したとき"),
        to=("いっしょに探す言葉", "こちらも見つかるようにします"),
        weight=("重み", "0 から 1 まで。書かなければ 1"),
    ),
    "Circle": _labels(site_url=("サイトのアドレス", "この範囲のサイト"), output_dir="出力先", site_name="サイトの名前"),
    "_Settings": _labels(
        site_name="サイトの名前",
        site_url=("サイトのアドレス", "default_audience のサイト"),
        site_description="サイトの説明",
        site_author=("書いた人", "フィードに載ります"),
        copyright="著作権の表示",
        repo_url="原稿のリポジトリー",
        repo_name="リポジトリーの名前",
        edit_uri="編集リンクのパス",
        theme="テーマ",
        markdown_extensions="Markdown の拡張",
        nav=("メニューの順", "コレクションの名前を並べます"),
        language="言語",
        content_dir="原稿のフォルダー",
        output_dir="出力先",
        audiences=("読む人の範囲", "広いものから順に"),
        default_audience="はじめに作る範囲",
        schema="原稿の形式の番号",
        timezone=("タイムゾーン", "例: Asia/Tokyo"),
        sites=("範囲ごとの設定", "範囲の名前の下に書きます"),
        samples="見本の扱い",
        attachments=("配れるファイルの種類", "画像はいつも使えます"),
        offline=("オフライン", "true か false"),
        beacon=("利用の数え先", "同じサーバーのパス。書かなければ、何も数えません"),
        publish=("公開先", "名前の下に、場所（to）と読む人の範囲（audience）を書きます"),
        build_cache=("キャッシュの置き場所", "前回までの結果を、ほかの機械と分け合う場所。読む人の届かないところ"),
        banned_phrases=("使わない言葉", "サイトの約束として、避ける言い方"),
        extra=("覚え書き", "自由に書けます"),
    ),
    "Destination": _labels(
        to=("場所", "フォルダーか、rclone の「名前:バケット/パス」"),
        audience=("読む人の範囲", "ここに置いてよいサイト"),
        layout=("置き方", "GitHub Pages・GitLab Pages のフォルダーのとき"),
        samples=("見本を許す", "社外公開の場所に、架空の原稿のあるサイトを置くとき true"),
    ),
    "CachePlace": _labels(
        to=("場所", "フォルダーか、rclone の「名前:バケット/パス」"),
        key_from=("鍵の入った環境変数", "変数の名前だけを書きます。鍵そのものは書きません"),
    ),
    "_Banned": _labels(text="使わない言葉", instead="言い換え"),
}


AUDIENCE_LABELS: Mapping[str, str] = {
    "public": "社外公開",
    "marketing": "マーケティング",
    "sales": "営業",
    "editors": "編集・法務",
}
"""The circles of a site that names none of its own."""


def label_of(record: type, key: str) -> Label:
    """The words of a key of ``record`` or of what it inherits from; the key itself where none are written."""
    for kind in record.__mro__:
        if found := LABELS.get(kind.__name__, {}).get(key):
            return found
    return Label(key)


def key_called(record: type, name: str, known: Iterable[str]) -> str | None:
    """The key of ``record`` that people call ``name``."""
    return next((key for key in known if name in (label_of(record, key).name, *_short(record, key))), None)


def _short(record: type, key: str) -> tuple[str, ...]:
    """A label without what stands in brackets: 「開始（月）」 is also called 「開始」."""
    return (label_of(record, key).name.partition("（")[0],)
