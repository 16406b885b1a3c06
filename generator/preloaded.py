"""Imported by the process that workers are forked from, so that none of them reads code or compiles templates again."""

from __future__ import annotations

from . import indexing, inspecting, linting, material, render, texts

__all__ = ["indexing", "inspecting", "linting", "render", "texts"]

material.compile_templates()
