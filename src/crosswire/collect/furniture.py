"""What pages put around a report: the line patterns of furniture, credits and captions.

In: one line or one sentence as it stands. Out: its passage kind and the part it plays on the page, or None when it
reads like the report itself. Never fails. The reasons are those of page layout and newsroom habit: navigation and
pleas speak to the visitor ("click", "your", "our site"), labels end in a colon, credits name people without a
verb, captions end in a photo credit.
"""

from __future__ import annotations

import re

from crosswire.collect.dates import MONTH, WEEKDAY, find_dates
from crosswire.collect.runs import Part
from crosswire.collect.sentences import split_sentences
from crosswire.model import PassageKind

Label = tuple[PassageKind, Part]

_I = re.IGNORECASE
LONG = 700  # characters; a longer line is a paragraph, or several glued together, and is judged by its sentences


def _cues(*cues: str, anywhere: str = "(?!)") -> re.Pattern[str]:
    """One pattern, for small letters, of several cues that each begin a word, and of one that may stand ``anywhere``;
    each ends in a group of its own."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(f'(?:{cue})()' for cue in cues)})|(?:{anywhere})()")


LINK = re.compile(r"\[([^\[\]\n]{0,200})\]\([^()\s]{0,500}\)")
_ONLY_LINKS = re.compile(r"[-*•|,\s]*(?:\[[^\[\]]{0,200}\]\([^()\s]{0,500}\)[-*•|,\s]*)+")
_LABELLED = re.compile(
    r"(?:regions?|themes?|topics?|tags?|categor(?:y|ies)|filed under|sections?|keywords?|in-depth report|series|"
    r"languages?|views|reads|shares?|comments?)\s*:.{0,300}",
    _I,
)
_NETWORK = r"(?:facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|messenger|e-?mail|friends?|social media)"
_SHARE = (  # "Share on Facebook", "Tweet this", "Email this page", "Send by email"
    r"(?:share|post|print|e-?mail|tweet|send|save|like|pin|recommend)"
    rf"(?=\W*\b(?:this|it|on|to|via|by|with)\b)(?:\s+(?:this|it)(?:\s+(?:page|article|story|post|report))?)?"
    rf"(?:\s+(?:on|to|via|by|with)\s+(?:an?\s+)?{_NETWORK})?"
)
_WIDGET_LINE = re.compile(
    rf"(?:(?:{_SHARE}|"
    r"print|e-?mail|tweet|share|send|save|facebook|twitter|x|whatsapp|telegram"
    r"|linkedin|reddit|pin it|"
    r"comments?|views|likes?|copy link|listen|advertisement|sponsored|get short url|skip to (?:main "
    r")?content|menu|search|"
    r"home|log ?in|sign in|subscribe|play|pause|video|photos?|gallery|a-|a\+|aa|back to top|top|next|previous)(?![a-z])"
    r"[\s\d|/,:•·()]*+)++",
    _I,
)
_CRUMBS = re.compile(r"you are here\b.{0,120}|(?:home|news|world)\s*(?:[>»›/|]\s*[^>»›|]{1,40}){1,6}", _I)
_READING = re.compile(
    r"(?:(?:estimated )?reading time:?\s*)?(?:about\s+)?\d{1,3}\s*-?\s*min(?:ute)?s?\.?(?:\s+(?:read"
    r"|reading|to read))?",
    _I,
)
_RELATED = re.compile(
    r"(?:\W*(?:related(?: (?:articles?|news|stor(?:y|ies)|coverage|posts?|topics?|content|links?|reading))?|"
    r"(?:also )?read(?: also| more| next| on)?|see also|also read|more (?:stories|news|on this(?: story)?"
    r"|from [\w' ]{2,30})|"
    r"you (?:may|might) also (?:like|be interested in)|recommended(?: for you| stories)?|most (?:read|popular|viewed)|"
    r"trending(?: now)?|editors?['’]? picks|don['’]t miss|latest (?:news|stories)|other news)\W*)",
    _I,
)
_RELATED_ONE = re.compile(
    r"\W*(?:read (?:also|more|next)|also read|see also|related(?: \w+)?|watch(?: also| more)?)\s*[:|»>]\s*\S.*", _I
)
_MAILBOX = r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,30}"
_CONTACT = re.compile(
    rf"(?:for (?:more|further|media|press|any)\b.{{0,80}}|contact(?: us| the \w+)?\b.{{0,60}}"
    rf"|(?:e-?)?mail\b.{{0,20}}|tel\b.{{0,20}})"
    rf"(?::|{_MAILBOX}).{{0,80}}|{_MAILBOX}|(?:https?://|www\.)\S+",
    _I,
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)\s|copyright\b|all rights reserved).{0,300}", _I)
_DISCLAIMER = re.compile(
    r"(?:(?:legal )?disclaimer|notes? to (?:our )?readers?|(?:editor|publisher|author)['’]?s['’]? note|fair use notice|"
    r"terms of use|correction|clarification|legal notice)\s*:.*|"
    r"(?:the )?(?:views|opinions)(?: and (?:views|opinions))? expressed (?:in|by|here|above)\b.*|"
    r"the contents? of this (?:article|page|report|site)\b.*|our standards\s*:.*",
    _I,
)
_PLEA = _cues(
    r"please\b",
    r"(?:click|tap)\b",
    r"share (?:this|buttons?|on|it|our)\b|buttons?\b",
    r"subscribe\b",
    r"donat(?:e|ions?)\b",
    r"paypal\b|patreon\b|kofi\b|gofundme\b",
    r"follow us\b|join us\b",
    r"sign up\b|newsletter\b",
    r"become an? (?:member|supporter|patron|subscriber)\b",
    r"support (?:us|our|the (?:project|site|channel)|independent)\b",
    r"(?:if|can|do) you\b",
    r"your (?:help|support|inbox|e-?mail)\b",
    r"our (?:work|content|site|website|readers?|channel|app|page|reporting|journalism)\b",
    r"our (?:facebook|twitter|telegram|youtube)\b|facebook page\b|comment on\b",
    anywhere=r"https?://|www\.",
)
_PLEA_START = re.compile(
    r"(?:please (?:share|support|click|consider|donate|follow|subscribe|help)|follow us\b|subscribe (?:to|now|here)|"
    r"sign up (?:for|to)\b|join us on|like us on|donate (?:now|here|today|to us)|support (?:us|our work)\b|"
    r"become an? (?:member|supporter|patron)\b|click here\b|share this\b|comment (?:on|via)\b|print this page|"
    r"download (?:our|the) .{0,20}app\b|a version of this (?:article|story)\b)",
    _I,
)
_LEGAL = _cues(
    r"copyright(?:ed|s)?\b",
    r"permission\b",
    r"responsib\w+\b",
    r"fair use\b",
    r"reproduc\w+|cross-post\w*|reprint\w*",
    r"redistribut\w+|distributed without profit\b",
    r"liab\w+\b",
    r"views? expressed\b",
    r"(?:authors?|owner|publisher)\b",
    r"this (?:article|site|website|material|content)\b",
    r"hyperlink\b|website\b|internet sites?\b",
    r"grants?\b|authorized by\b",
    r"all rights reserved\b",
    r"terms\b|conditions of use\b",
    r"non-?commercial|commercial\b",
    r"accura\w+|inaccurate\b",
)
_NAVIGATION = re.compile(
    r"\b(?:contact us|about us|terms (?:of (?:use|service)|and conditions)|privacy policy|cookie policy"
    r"|all rights reserved|"
    r"copyright|subscribe|newsletter|sign up|follow us|like us|press releases|careers|community standards|comment via|"
    r"our standards|trust principles|site ?map|advertise with|where to watch|watch live|live tv|privacy|"
    r"we respect your|share this|print this page|get short url|on youtube|on facebook|on instagram|on "
    r"twitter|category news|"
    r"related news|cookies?|app store|google play)(?![a-z])",
    _I,
)
_PICTURE = r"(?:photos?|photographs?|images?|pictures?|archives?|handout|file|courtesy|screengrab|getty)"
PHOTO_CREDIT = re.compile(
    rf"[(\[](?:[^()\[\]\n]{{0,80}}[\s/:]|)(?:{_PICTURE})(?:[\s/:,.][^()\[\]\n]{{0,120}}|)[)\]]", _I
)
_CREDIT_END = re.compile(r"[(\[]\s*(?:(?:via|by|from)\s+)?([A-Z][^()\[\]\n]{0,40})\s*[)\]]\s*$")
_CAPTION_START = re.compile(
    rf"(?:in this (?:\w+ )?{_PICTURE}\b|(?:file )?(?:{_PICTURE}|caption)\s*(?::|by\b|credit\b|-\s)"
    rf"|file\s+(?:photo\b|[-–—]\s)|"
    rf"(?:an? |this )(?:\w+ )?(?:photo(?:graph)?|picture|image)\s+(?:taken|released|obtained|provided"
    rf"|captured|shows?|showing|made)\b|"
    rf"\((?:{_PICTURE})\b)",
    _I,
)
_SCENE_VERBS = (
    "inspect|walk|stand|gesture|rise|billow|look|sit|ride|attend|show|gather|run|react|pose|arrive|speak|salute|wave"
    "|drive|move|hold"
)
SCENE = re.compile(
    r"^(?:[\w'’.-]+\s+){1,9}?(?:(?:is|are) seen\b|carries\b|(?:"
    + "|".join(f"{verb}s" for verb in _SCENE_VERBS.split("|"))
    + r")\b|(?:(?<=s )|(?<=[Pp]eople )|(?<=[Mm]en )|(?<=men )|(?<=ren ))(?:carry|"
    + _SCENE_VERBS
    + r")\b)"
)
_NAME_WORD = r"(?:[A-Z][\w.'’-]*|(?:al|el|bin|ben|ibn|de|van|von|der|abu|and|&)\b-?[\w'’-]*)"
NAMES = re.compile(rf"{_NAME_WORD}(?:[\s,/;]+{_NAME_WORD}){{0,7}}\.?")
_BY = re.compile(
    r"(?:\W{0,3}(?:(?:written|reported|posted|published|story|text)\s+)?by\b:?\s+|(?:authors?|articles by"
    r"|byline)\s*:\s*)",
    _I,
)
_AFTER_NAME = re.compile(r"\W*$|\s*(?:[-–—|•·,(@/:]|(?:in|for|at|with|via|on|from)\b)|\s*\d")
_WORKED = re.compile(
    r"\(?\W{0,2}(?:additional )?(?:reporting|writing|editing|edited|written|compiled|translated"
    r"|reported)(?: and (?:writing|editing|reporting))? by\b.{1,300}",
    _I,
)
_AGENCIES_HELPED = re.compile(
    r"\(?(?:with )?(?:(?:news )?agenc(?:y|ies)|wires?|[A-Z][\w ]{1,30}) contributed(?: to this (?:report"
    r"|article|story))?\W*",
    _I,
)
_SOURCE = re.compile(r"\(?\W{0,2}(?:sources?|via|courtesy of)\s*:\s*.{2,120}|\(?source\s+[A-Z][^.]{1,60}", _I)
_ORIGINAL = re.compile(
    r"(?:the )?original source of this (?:article|report|story|text) is\b.{1,160}|"
    r"(?:this (?:article|report|story|text|post|piece) )?(?:was )?(?:first|originally) (?:published"
    r"|appeared|posted) (?:at|by|on|in)\b.{1,160}|"
    r"re-?published (?:from|with permission (?:of|from))\b.{1,160}",
    _I,
)
DATE_LABEL = (
    r"(?:(?:date of publication|published(?: on| at)?|posted(?: on| at)?|publication date|date|released|created|"
    r"(?:last )?(?:updated?|modified)(?: on| at)?)\s*:?\s*)"
)
_DATE_REST = re.compile(
    rf"(?:{DATE_LABEL}|{WEEKDAY}|{MONTH}|\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}})?|[ap]\.?m\.?|"
    r"(?:gmt|utc|[ecmpabijtm]e?[sd]t|cet|msk|trt)\b|at|on|[-–—|,.:;()/\s]|T\d\d:\d\d\S*|Z\b)*+",
    _I,
)
MARK = re.compile(r"[^\w\s]+(?:\s+[^\w\s]+)*")


def without_links(line: str) -> str:
    """The line with Markdown links replaced by their words, emphasis marks and outer space dropped."""
    return LINK.sub(r"\1", line).replace("**", "").strip(" \t\u00a0_")


def is_byline(line: str) -> bool:
    """Whether the line names its author: "By" and names, with nothing after them but a place, a desk or a date."""
    by = _BY.match(line)
    if by is None or len(line) > 200 or line.endswith(("?", "!")):
        return False
    names = NAMES.match(line, by.end())
    if names is None or re.match(rf"(?:{WEEKDAY}|{MONTH})\b|\d", line[by.end() :]):
        return False
    return _AFTER_NAME.match(line, names.end()) is not None and len(line.split()) <= 24


def is_date_line(line: str) -> bool:
    """Whether the line says when it was published or changed, and nothing else."""
    if len(line) > 120:
        return False
    found = find_dates(line)
    if not found:
        return False
    rest, last = "", 0
    for one in found:
        rest, last = rest + line[last : one.start] + " ", one.end
    return _DATE_REST.fullmatch(rest + line[last:]) is not None


def is_navigation(sentence: str, least: int = 1) -> bool:
    """Whether a sentence of a page's tail speaks the language of a web site's menu; ``least`` cues are needed."""
    return len(_NAVIGATION.findall(sentence)) >= least


def related_label(line: str) -> bool:
    """Whether the line is only a heading over teasers ("Related Articles")."""
    return len(line) <= 60 and _RELATED.fullmatch(line) is not None


def _count(cues: re.Pattern[str], line: str) -> int:
    """How many different cues the line holds."""
    return len({match.lastindex for match in cues.finditer(line.lower())})


def _mostly(cues: re.Pattern[str], line: str) -> bool:
    """Whether more than half of the line's sentences hold a cue."""
    spans = split_sentences(line)
    return 2 * sum(cues.search(line[start:end].lower()) is not None for start, end in spans) > len(spans)


def caption(line: str, known_name: bool) -> bool:
    """Whether the line is a picture's caption.  ``known_name``: the bracketed word at its end names an outlet."""
    if _CAPTION_START.match(line):
        return True
    credits = list(PHOTO_CREDIT.finditer(line))
    if credits and not line[credits[-1].end() :].strip(" ."):
        return True
    end = _CREDIT_END.search(line)
    if end is None or not line[: end.start()].strip():
        return False
    stopped = line[: end.start()].rstrip()[-1] in '.!?"”'
    return not stopped and (
        known_name or (end[1].isupper() and len(end[1]) <= 8 and len(line.split()) <= 60 and line[end.start()] == "[")
    )


def credit_in_brackets(line: str) -> str | None:
    """The name in brackets at the very end of the line."""
    end = _CREDIT_END.search(line)
    return end[1].strip() if end else None


def label(line: str, *, late: bool, known_name: bool = False) -> Label | None:
    """What the line is when it is not the report itself.

    ``late``: it stands after the last paragraph or in the last part of the text, where legal notes and appeals stand.
    """
    plain = without_links(line)
    if not plain or MARK.fullmatch(plain):
        return "furniture", "mark"
    if len(plain) > LONG:
        return ("furniture", "legal") if late and _count(_LEGAL, plain) >= 4 else None
    short = len(plain) <= 160
    if caption(plain, known_name):
        return "caption", "caption"
    if is_date_line(plain):
        return "furniture", "date"
    if _ORIGINAL.fullmatch(plain):
        return "byline", "original"
    if _COPYRIGHT.fullmatch(plain):
        return "furniture", "copyright"
    if _CRUMBS.fullmatch(plain) or _READING.fullmatch(plain) or _LABELLED.fullmatch(plain) or _CONTACT.fullmatch(plain):
        return "furniture", "widget"
    if _WIDGET_LINE.fullmatch(plain):
        return "furniture", "widget"
    if _DISCLAIMER.fullmatch(plain):
        return "furniture", "legal"
    if _RELATED_ONE.fullmatch(plain) and short:
        return "teaser", "related"
    if is_byline(plain) or _WORKED.fullmatch(plain):
        return "byline", "byline"
    if _AGENCIES_HELPED.fullmatch(plain):
        return "byline", "byline"
    if _SOURCE.fullmatch(plain) and (late or plain.lower().startswith("source:")):
        return "byline", "source"
    if (_PLEA_START.match(plain) or _count(_PLEA, plain) >= (2 if late or short else 3)) and _mostly(_PLEA, plain):
        return "furniture", "widget"
    if _ONLY_LINKS.fullmatch(line.strip()):
        return "furniture", "widget"
    if late and _count(_LEGAL, plain) >= 3:
        return "furniture", "legal"
    return None
