"""The published engine is one file that does what the modules do, and nothing that the linker does not know passes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import material
import pytest
import quickjs
from hypothesis import given
from hypothesis import strategies as st

from generator import theme_assets
from generator.es_modules import joined, link
from generator.es_tokens import ScriptError, squeezed, tokens

from .conftest import ENGINE

PAGES = ENGINE.parent / "js"


def run(files: dict[str, str]) -> object:
    """What `main.js` leaves in its export `out`."""
    context = quickjs.Context()
    context.module(joined(files.get, "main.js") + "globalThis.json = JSON.stringify(out);")
    return json.loads(context.eval("json"))


def test_modules_become_one_in_the_order_of_their_imports() -> None:
    files = {
        "main.js": 'import { twice } from "./twice.js";\nimport { ONE, TWO as two } from "./numbers.js";\n'
        "export const out = [twice(ONE), twice(two)];\n",
        "twice.js": 'import { times } from "./numbers.js";\nexport function twice(n) { return times(2, n); }\n',
        "numbers.js": "export const ONE = 1, TWO = [2, 3].length;\nexport const times = (a, b) => a * b;\n",
    }
    assert run(files) == [2, 4]
    assert joined(files.get, "main.js").count("times=(a,b)") == 1, "a module is taken once"


def test_each_module_keeps_its_own_names() -> None:
    files = {
        "main.js": 'import { a } from "./a.js";\nimport { b } from "./b.js";\n'
        "const own = 0;\nexport const out = [own, a, b];",
        "a.js": "const own = 1;\nexport const a = own;",
        "b.js": "const own = 2;\nexport const b = own;",
    }
    assert run(files) == [0, 1, 2]


def test_every_form_of_export() -> None:
    files = {
        "main.js": 'import { A, f, g, h, K } from "./all.js";\n'
        "export const out = [A, f(), [...g()], h.constructor.name, new K().k];",
        "all.js": "export const A = { import: 1, export: 2 };\nexport function f() { return A.import + A.export; }\n"
        "export function* g() { yield 1; }\nexport async function h() {}\nexport class K { k = 4; }\n",
    }
    assert run(files) == [{"import": 1, "export": 2}, 3, [1], "AsyncFunction", 4]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ('import * as all from "./b.js";', "main.js: line 1: only"),
        ('import b from "./b.js";', "main.js: line 1: only"),
        ('\nimport "./b.js";', "main.js: line 2: only"),
        ('import { b } from "elsewhere";', "main.js: line 1: only"),
        ('const b = await import("./b.js");', "main.js: line 1: only"),
        ("const here = import.meta.url;", "main.js: line 1: only"),
        ('function f() { return import("./b.js"); }', "main.js: line 1: only"),
        ("export default 1;", "main.js: line 1: only"),
        ("export let changing = 1;", "main.js: line 1: only"),
        ("export { b };", "main.js: line 1: only"),
        ('export * from "./b.js";', "main.js: line 1: only"),
        ("export const { b } = all;", "main.js: line 1: only"),
        ("export const b = 1", "main.js: line 1: an exported const has no semicolon at its end"),
        ('import { b } from "./gone.js";', "main.js imports gone.js, which is missing"),
        ('import { c } from "./b.js";', "main.js imports c from b.js, which does not export it"),
        ('import { main } from "./circle.js";', "in a circle: main.js → circle.js → main.js"),
        ("const open = `${1;", "main.js: line 1: a template is never closed"),
        ("const bad = 'never closed;", 'main.js: line 1: cannot be read: "\'never closed;"'),
        ("a /* never closed", "main.js: line 1: cannot be read: '/* never closed'"),
        ("{ }\n/x/.test(a);", "main.js: line 2: a slash after a brace may mean two things"),
    ],
)
def test_what_it_does_not_know_is_refused(source: str, says: str) -> None:
    files = {"main.js": source, "b.js": "export const b = 1;", "circle.js": 'import { x } from "./main.js";'}
    with pytest.raises(ScriptError) as found:
        joined(files.get, "main.js")
    assert says in str(found.value)


@pytest.mark.parametrize(
    "source",
    [
        "`a // ${ `/* ${ '}' } */` } b`",
        "`${{ a: 1 }.a}${[2].map((x) => { return x; })}`",
        "'// no' + \"/* no */\"",
        "/[/*]\\/\\/'/u.source",
        "[4 / 2 / 1, (4) / 2, [4][0] / 2].join()",
        "((a) => { if (a) /x'/.test(a); return /y`/.source; })(1)",
        "(() => { let i = 1; const a = i++ / 2; return `${a} ${+ +i} ${i - -1}`; })()",
        "(() => { const o = { get a() { return 5; }, 'b': 6, in: 7 }; return o?.a ?? o.b; })()",
        "(() => { let a = 1, b = 2\n a\n ++b\n return [a, b].join() })()",
        "(() => { const f = () => 1\n const g = f\n ;[g()].map(String)\n return g() })()",
        "(() => { for (const x of [1]) { if (x) continue\n else break }\n return 'x' /* a */ + /* b\n */ 'y' })()",
        "true ? .5 : 1 // why",
        "'abc'.match(/(?<=a)\\p{L}/u)[0]",
        "new (class { #p = 1; static s = 2; get p() { return this.#p } })().p",
        "0x1f + 1_000 + 1e-3 + Number(2n)",
    ],
)
def test_without_comments_a_script_does_the_same(source: str) -> None:
    before, after = (quickjs.Context().eval(text) for text in (source, squeezed(tokens(source))))
    assert str(before) == str(after)
    assert "".join(token.text for token in tokens(source)) == source


@given(st.text(alphabet="ab1 \n'\"`/*${}()[];=.\\", max_size=40))
def test_tokens_are_the_whole_text_or_an_error(source: str) -> None:
    try:
        found = tokens(source)
    except ScriptError:
        return
    assert "".join(token.text for token in found) == source


def test_the_published_engine_is_one_file_without_comments() -> None:
    text = link(ENGINE, "engine.js")
    assert {token.kind for token in tokens(text)}.isdisjoint({"comment"})
    assert not re.search(r"^import\b", text, re.MULTILINE)
    assert re.findall(r"export const\{(.*?)\}", text) == ["openIndex"]


def test_every_module_of_the_engine_is_in_it() -> None:
    reached = {"engine.js"}
    for _ in range(20):
        for name in sorted(reached):
            reached |= set(
                re.findall(r'^import \{.*?\} from "\./(.*?)";', (ENGINE / name).read_text("utf-8"), re.M | re.S)
            )
    assert reached == {path.name for path in ENGINE.glob("*.js")}


def test_pages_find_what_they_ask_for() -> None:
    published = _published()
    for path in sorted(PAGES.glob("*.js")):
        for token in tokens(published.files[published.names[f"js/{path.name}"]].decode()):
            if token.kind == "string" and "../search" in token.text:
                assert f"assets/{token.text[4:-1]}" in published.files, path.name


def test_the_theme_publishes_it_under_a_name_with_its_hash() -> None:
    published = _published()
    assert re.fullmatch(r"assets/search\.[0-9a-f]{8}/engine\.js", published.names["search/engine.js"])
    assert published.files[published.names["search/engine.js"]].decode() == link(ENGINE, "engine.js")


def _published() -> theme_assets.Assets:
    assert material.__file__
    return theme_assets.publish(theme_assets.default_dir(), Path(material.__file__).parent / "templates")
