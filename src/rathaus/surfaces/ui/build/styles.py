"""Makes one small style sheet of KERN and ours."""

import re
from collections.abc import Iterator

#: Blocks of KERN that our macros use; grid, spacing utilities, header line, dropdown and loader are left out.
USED_BLOCKS = frozenset(
    "accordion alert badge body btn card dark description dialog divider error fieldset form heading hgroup hint icon "
    "input label layer level light link list number preline progress sr subline summary table task title".split()
)

_BLOCK = re.compile(r"\.kern-([a-z]+)")
_PREFIXED_MASK = re.compile(r"-webkit-mask:url\((?:\"[^\"]*\"|'[^']*'|[^)]*)\)[^;}]*;?")


def keep_used_blocks(css: str) -> str:
    """Return the minified style sheet without rules for blocks that we do not use.

    Args:
        css: minified CSS without ``@layer``; at most one level of ``@media`` nesting.
    """
    return "".join(_kept_rule(rule) for rule in split_rules(_PREFIXED_MASK.sub("", css.removeprefix("\ufeff"))))


def split_rules(css: str) -> Iterator[str]:
    """Yield the top-level rules of a style sheet; braces inside strings do not count."""
    depth, start, quote = 0, 0, ""
    for position, char in enumerate(css):
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif char == "{":
            depth += 1
        elif char == "}" and (depth := depth - 1) == 0:
            yield css[start : position + 1]
            start = position + 1


def minify(css: str) -> str:
    """Return the style sheet without comments and needless white space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(";}", "}").strip()


def _kept_rule(rule: str) -> str:
    head, _, body = rule.partition("{")
    if head.startswith("@media"):
        inner = "".join(_kept_rule(part) for part in split_rules(body[:-1]))
        return f"{head}{{{inner}}}" if inner else ""
    if head.startswith("@"):
        return rule
    selectors = [selector for selector in head.split(",") if _is_used(selector)]
    return f"{','.join(selectors)}{{{body}" if _is_splittable(head) and selectors else (rule if selectors else "")


def _is_used(selector: str) -> bool:
    return all(block in USED_BLOCKS for block in _BLOCK.findall(selector))


def _is_splittable(head: str) -> bool:
    """Commas inside ``:is(…)`` or ``:not(…)`` do not separate selectors; such rules stay whole."""
    return "(" not in head
