"""A target: where a site is published to, and who reads there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ..config import SiteConfig
from ..destinations import is_remote
from ..model.keys import nearest
from .fault import NotPublished

_UNSERVED = {"gitlab-pages": "public"}
"""By layout: the folder of the target that readers are served from, where it is not the target itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """``key`` names the target on this machine; ``folder`` is None for a place of rclone's."""

    key: str
    to: str
    audience: str
    folder: Path | None = None
    layout: str = "plain"
    samples: bool = False

    @property
    def served(self) -> str:
        """The folder below the target that holds the site, with a slash at its end; "" for the target itself."""
        inner = _UNSERVED.get(self.layout, "")
        return f"{inner}/" if inner else ""


def find_target(config: SiteConfig, told: str, audience: str | None) -> Target:
    """The target that the operator means: one of the configuration by its name, or a folder with its circle.

    Raises NotPublished where it is neither, or where what is said of its circle is not what is written."""
    written = config.publish.get(told)
    if written is None:
        return _folder(config, told, audience)
    if audience not in (None, written.audience):
        message = f"「{told}」は「{written.audience}」向けの公開先です（--audience は「{audience}」）。"
        raise NotPublished(message, "--audience を除くか、設定の publish を直してください。")
    folder = None if is_remote(written.to) else config.root / written.to
    return Target(
        key=told,
        to=written.to,
        audience=written.audience,
        folder=folder,
        layout=written.layout,
        samples=written.samples,
    )


def _folder(config: SiteConfig, told: str, audience: str | None) -> Target:
    if "/" not in told and told not in (".", ".."):
        near = nearest(told, config.publish)
        names = "、".join(config.publish)
        known = f"「{near}」ではありませんか。" if near else f"使える名前: {names}。" if names else ""
        message = f"「{told}」という公開先は、設定の publish にありません。"
        raise NotPublished(message, f"{known}フォルダーは「./{told}」のように書き、--audience を添えてください。")
    if is_remote(told):
        hint = "site_config.yml の publish に、名前を付けて書いてください。"
        raise NotPublished("rclone の場所には、設定した公開先の名前で公開します。", hint)
    if audience is None:
        hint = "誰が読む場所なのかを、--audience で書いてください。"
        raise NotPublished(f"「{told}」は設定の publish にないフォルダーです。", hint)
    folder = Path(told).absolute()
    for name, target in config.publish.items():
        if not is_remote(target.to) and (config.root / target.to).resolve() == folder.resolve():
            message = f"このフォルダーは、設定に「{name}」という公開先としてあります。"
            raise NotPublished(message, f"「casebook publish {name}」と書いてください。")
    if config.content.resolve() in (folder.resolve(), *folder.resolve().parents):
        raise NotPublished("公開先が原稿のフォルダーの中です。", "ほかのフォルダーを書いてください。")
    digest = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
    return Target(key=f"folder-{digest[:12]}", to=str(folder), audience=audience, folder=folder)
