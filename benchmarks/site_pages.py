"""Pages of the invented country in the structures that news sites have, with what of each is the report.

In: nothing. Out: `SITES` and `UNSEEN`: name to a function that gives a `SitePage`: the page's source, the paragraphs of its report (to be
kept) and the lines of everything else (to be dropped, or told apart from the report). The structures are those of common systems
(WordPress and its themes, Drupal, Joomla, Blogger, AMP, pages of tables, pages drawn by scripts); all words are our own.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

TITLE = "Shells hit market in Karsten, killing five"
STANDFIRST = "The army denied that it had fired, and Marn Watch asked for an inquiry."
BODY = (
    "Shells hit the market of Karsten on Monday morning, killing five people, a hospital in the town said.",
    "The Ostravian army denied that it had fired on the town. It said that the Free Marn Front had shelled its own people.",
    "“They came one after the other, and then the roofs fell,” said a trader who had opened his stall an hour before.",
    "Marn Watch, which counts the dead of the war, said that three of the five were children and that 14 people were wounded.",
    "The road from Karsten to Dolna was closed until the evening. Two ambulances were sent back at a checkpoint near Tavi Pass.",
    "The province of Marn has been fought over since March, when the army took the hills above Brisk and lost them in May.",
)
MENU = ("Home", "Politics", "Marn province", "Sports", "Weather", "Opinion", "Contact us")
TEASERS = (
    "Blast kills 20 in Brisk", "Governor of Marn resigns after three years", "Drone strike wounds 7 near Velmora",
    "Gunmen kill 12 soldiers at Tavi Pass", "Bread prices double in Dolna",
)  # fmt: skip
LONG_TEASERS = (
    "A car bomb killed 20 people in Brisk on Sunday, the deadliest attack in the town since the winter, officials said there.",
    "Twelve soldiers were killed by gunmen at Tavi Pass on Saturday night, the army said in a statement that named no one.",
)
COMMENTS = ("They killed 900 people there and nobody says it, ask anyone from Karsten who has family in the old town.",
            "I was there last year and not one shell fell, so do not believe a word of this paper.")  # fmt: skip
COOKIES = "We use cookies to give you the best experience. By going on you agree to our privacy policy."
NEWSLETTER = "Sign up for our newsletter and get the day's stories in your inbox every morning."
FOOTER = "© 2021 The Velmora Post. All rights reserved."
AUTHOR = "Ana Dolna has written about Marn province for the Velmora Post since 2012 and lives in Velmora."
TAGS = ("Tags: Karsten, Marn, army",)


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """``report``: paragraphs to keep; ``other``: lines that are no part of the report."""

    source: str
    report: tuple[str, ...]
    other: tuple[str, ...]


def _p(lines: tuple[str, ...] = BODY, tag: str = "p") -> str:
    return "\n".join(f"<{tag}>{line}</{tag}>" for line in lines)


def _links(lines: tuple[str, ...], tag: str = "li") -> str:
    return "\n".join(f'<{tag}><a href="/x">{line}</a></{tag}>' for line in lines)


def _page(body: str, head: str = "") -> str:
    return (
        f"<!DOCTYPE html>\n<html><head><meta charset='utf-8'><title>{TITLE} - The Velmora Post</title>{head}"
        f"<script>var dead = 'killing 77 people';</script><style>p {{ color: red }}</style></head><body>{body}</body></html>"
    )


def _made(body: str, *other: tuple[str, ...], head: str = "", report: tuple[str, ...] = BODY) -> SitePage:
    return SitePage(source=_page(body, head), report=report, other=tuple(line for lines in other for line in lines))


def semantic() -> SitePage:
    """article, nav, aside and footer as HTML5 means them."""
    return _made(
        f"<header><nav><ul>{_links(MENU)}</ul></nav></header><main><article><header><h1>{TITLE}</h1><p>{STANDFIRST}</p></header>"
        f"{_p()}</article><aside><h2>Most read</h2><ul>{_links(TEASERS)}</ul></aside></main><footer><p>{FOOTER}</p></footer>",
        MENU, TEASERS, (FOOTER,), report=(STANDFIRST, *BODY),
    )  # fmt: skip


def wordpress_sidebar() -> SitePage:
    """A classic WordPress theme: divs with ids, a sidebar of widgets, comments."""
    return _made(
        f'<div id="page"><div id="header"><div class="menu">{_links(MENU)}</div></div><div id="content" class="narrowcolumn">'
        f'<div class="post" id="post-9"><h2>{TITLE}</h2><small>July 5th, 2021</small><div class="entry">{_p()}'
        f'<p class="postmetadata">{TAGS[0]}</p></div></div><h3 id="comments">2 Responses</h3><ol class="commentlist">'
        f'<li class="comment">{_p((COMMENTS[0],))}</li><li class="comment">{_p((COMMENTS[1],))}</li></ol></div>'
        f'<div id="sidebar"><ul><li class="widget"><h2>Recent posts</h2><ul>{_links(TEASERS)}</ul></li><li class="widget">'
        f'<h2>About</h2><p>{AUTHOR}</p></li></ul></div><div id="footer"><p>{FOOTER}</p></div></div>',
        MENU, TEASERS, COMMENTS, (AUTHOR, FOOTER), TAGS,
    )  # fmt: skip


def wordpress_magazine() -> SitePage:
    """A magazine theme of WordPress: related posts, author box and comments inside the article."""
    cards = "".join(
        f'<div class="td_module_related"><h3 class="entry-title td-module-title">{_links((t,), "span")}</h3></div>'
        for t in TEASERS
    )
    return _made(
        f'<div class="td-menu">{_links(MENU)}</div><div class="td-main-content"><article class="post"><h1 class="entry-title">{TITLE}'
        f'</h1><div class="td-post-content tagdiv-type">{_p()}</div><footer><div class="td-author-box"><p>{AUTHOR}</p></div></footer>'
        f'<div class="td_block_related_posts"><h4>RELATED ARTICLES</h4>{cards}</div><div class="comments" id="comments"><h4>2 COMMENTS'
        f"</h4>{_p(COMMENTS)}</div></article></div><div class=\"td-sub-footer\"><p>{FOOTER}</p></div>",
        MENU, TEASERS, COMMENTS, (AUTHOR, FOOTER),
    )  # fmt: skip


def teaser_cards_first() -> SitePage:
    """Cards of other reports are article elements too, and stand before the report."""
    cards = "".join(
        f'<article class="card"><h3>{t}</h3><p>{long}</p></article>'
        for t, long in zip(TEASERS, LONG_TEASERS * 3, strict=False)
    )
    return _made(
        f'<nav>{_links(MENU)}</nav><div class="ticker">{cards}</div><div class="wrap"><article class="story"><h1>{TITLE}</h1>{_p()}'
        f"</article></div><footer>{FOOTER}</footer>",
        MENU, TEASERS, LONG_TEASERS, (FOOTER,),
    )  # fmt: skip


def drupal() -> SitePage:
    """Drupal 7: fields in divs, breadcrumb, a view of related reports."""
    return _made(
        f'<div id="page-wrapper"><div id="main-menu">{_links(MENU)}</div><div class="breadcrumb"><h2>You are here</h2><a>Home</a> » '
        f'<a>Marn</a></div><div id="content" class="column"><h1 class="title">{TITLE}</h1><div class="node node-article"><div class='
        f'"content"><div class="field field-name-body"><div class="field-items"><div class="field-item even">{_p()}</div></div></div>'
        f'</div></div></div><div class="region region-sidebar-second"><div class="block block-views"><h2>Latest news</h2><div class='
        f'"view-content"><div class="views-row">{_p(LONG_TEASERS)}</div></div></div></div><div id="footer">{FOOTER}</div></div>',
        MENU, LONG_TEASERS, (FOOTER,),
    )  # fmt: skip


def joomla() -> SitePage:
    """Joomla: articleBody in a div, modules beside it."""
    return _made(
        f'<div class="nav-collapse">{_links(MENU)}</div><div class="item-page" itemscope><h2 itemprop="name">{TITLE}</h2><div '
        f'itemprop="articleBody">{_p()}</div><ul class="pager">{_links(("Prev", "Next"))}</ul></div><div class="well moduletable">'
        f"<h3>Popular</h3>{_p(LONG_TEASERS)}</div><div>{FOOTER}</div>",
        MENU, LONG_TEASERS, (FOOTER,),
    )  # fmt: skip


def blogger() -> SitePage:
    """Blogger: line breaks and no paragraphs, a column of popular posts with their first lines."""
    words = "<br /><br />".join(BODY)
    return _made(
        f'<div class="tabs">{_links(MENU)}</div><div class="main-inner"><div class="post hentry"><h3 class="post-title entry-title">{TITLE}'
        f'</h3><div class="post-body entry-content">{words}</div><div class="post-footer">Posted by Ana at 10:00 <a>Email This</a></div></div>'
        f'<div class="comments">{_p(COMMENTS)}</div></div><div class="sidebar"><div class="widget PopularPosts"><h2>Popular posts</h2>'
        f'<div class="item-snippet">{LONG_TEASERS[0]}</div><div class="item-snippet">{LONG_TEASERS[1]}</div></div></div>',
        MENU, COMMENTS, LONG_TEASERS,
    )  # fmt: skip


def tables() -> SitePage:
    """A page of nested tables, as sites of ministries and small agencies still have."""
    words = "<br><br>".join(BODY)
    return _made(
        f"<table width=100%><tr><td colspan=3><table><tr>{_links(MENU, 'td')}</tr></table></td></tr><tr><td width=150>"
        f"{'<br>'.join(f'<a>{t}</a>' for t in TEASERS)}</td><td><font size=4><b>{TITLE}</b></font><br><font face=Arial>{words}</font></td>"
        f"<td width=150>{'<br>'.join(f'<a>{t}</a>' for t in LONG_TEASERS)}</td></tr><tr><td colspan=3>{FOOTER}</td></tr></table>",
        MENU, TEASERS, LONG_TEASERS, (FOOTER,),
    )  # fmt: skip


def ministry() -> SitePage:
    """Divs alone, the latest news before the report."""
    return _made(
        f'<div class="top">{_links(MENU, "div")}</div><div class="latest"><div class="hd">Latest</div>{_p(TEASERS + LONG_TEASERS, "div")}</div>'
        f'<div class="cont"><div class="ttl">{TITLE}</div><div class="dt">05.07.2021</div><div class="txt">{_p(tag="div")}</div></div>'
        f'<div class="bot">{FOOTER}</div>',
        MENU, TEASERS, LONG_TEASERS, (FOOTER,),
    )  # fmt: skip


def promos_inside() -> SitePage:
    """Advertisements, a newsletter and links to other reports between the paragraphs."""
    lines = [f"<p>{line}</p>" for line in BODY]
    lines.insert(2, '<div class="ad"><p>Advertisement</p></div>')
    lines.insert(3, f'<p><strong>Read more: <a href="/x">{TEASERS[0]}</a></strong></p>')
    lines.insert(5, f'<div class="newsletter-signup"><h3>Stay informed</h3><p>{NEWSLETTER}</p></div>')
    lines.insert(7, f'<div class="related-links"><h4>Related</h4><ul>{_links(TEASERS[1:3])}</ul></div>')
    return _made(
        f'<nav>{_links(MENU)}</nav><main><article><h1>{TITLE}</h1><div class="article-body">{"".join(lines)}</div></article></main>',
        MENU, TEASERS[:3], (NEWSLETTER, "Advertisement"),
    )  # fmt: skip


def banners() -> SitePage:
    """Cookie banner, subscription box and share bar as divs around a report without article."""
    return _made(
        f'<div class="cookie-banner"><p>{COOKIES}</p></div><div class="site-nav">{_links(MENU, "span")}</div><div class="story-wrap">'
        f'<h1>{TITLE}</h1><div class="share">Share Tweet Email</div><div class="story-content">{_p()}</div><div class="subscribe-box"><p>'
        f'{NEWSLETTER}</p></div></div><div class="more-stories"><h3>More stories</h3>{_links(TEASERS, "div")}</div><div class="foot">{FOOTER}</div>',
        MENU, TEASERS, (COOKIES, NEWSLETTER, FOOTER),
    )  # fmt: skip


def amp() -> SitePage:
    """AMP: the menu in amp-sidebar, captions, an amp-list of other reports."""
    return _made(
        f"<amp-sidebar id=s><ul>{_links(MENU)}</ul></amp-sidebar><article class=amp-article><header><h1>{TITLE}</h1></header><figure><amp-img>"
        f'</amp-img><figcaption>A market in Karsten. Photo: OPA</figcaption></figure><div class="amp-article-content">{_p()}</div><div '
        f'class="amp-related-posts"><ul>{_links(TEASERS)}</ul></div></article><footer>{FOOTER}</footer>',
        MENU, TEASERS, (FOOTER,),
    )  # fmt: skip


def drawn_by_script() -> SitePage:
    """A page that a script draws: the words stand in JSON-LD alone."""
    told = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, "datePublished": "2021-07-05",
            "articleBody": "\n\n".join(BODY)}  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps(told)}</script>'
    return _made(
        '<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript>', MENU[:0], head=head
    )


def readers_comments() -> SitePage:
    """Comments as articles inside the report's article, as HTML5 allows."""
    told = "".join(
        f'<article class="comment" id="comment-{i}"><p>{one}</p></article>' for i, one in enumerate(COMMENTS)
    )
    return _made(
        f'<main><article><h1>{TITLE}</h1>{_p()}<section class="comments-area"><h2>Comments</h2>{told}</section></article></main>',
        COMMENTS,
    )  # fmt: skip


def quotes_and_lists() -> SitePage:
    """A report with a quotation in a blockquote and a list of the dead by town."""
    towns = ("Karsten: 5 killed, 14 wounded", "Dolna: 1 killed", "Brisk: none")
    return _made(
        f'<div class="container"><ul class="nav">{_links(MENU)}</ul></div><article><h1>{TITLE}</h1>{_p(BODY[:2])}<blockquote><p>{BODY[2]}</p>'
        f"</blockquote><p>{BODY[3]}</p><ul>{_p(towns, 'li')}</ul>{_p(BODY[4:])}</article>",
        MENU, report=(*BODY, *towns),
    )  # fmt: skip


def short_report() -> SitePage:
    """A flash of two sentences among much else."""
    return _made(
        f'<nav>{_links(MENU)}</nav><main><article><h1>{TITLE}</h1><p>{BODY[0]}</p></article><section class="latest"><h2>Latest</h2>'
        f'{_p(LONG_TEASERS)}<ul>{_links(TEASERS)}</ul></section></main><footer>{FOOTER}</footer>',
        MENU, LONG_TEASERS, TEASERS, (FOOTER,), report=BODY[:1],
    )  # fmt: skip


def printed() -> SitePage:
    """The version for the printer: the words and nothing else."""
    return _made(f"<h1>{TITLE}</h1>{_p()}<hr><p>{FOOTER}</p>", (FOOTER,))


def web_forms() -> SitePage:
    """A page of ASP.NET: everything stands in one form, spans for paragraphs."""
    words = "".join(f'<span class="p">{line}</span><br />' for line in BODY)
    return _made(
        f'<form id="aspnetForm" method="post"><div class="mnu">{_links(MENU, "span")}</div><div id="ctl00_News"><span id="ctl00_Title">{TITLE}'
        f'</span><div id="ctl00_Body">{words}</div></div><div id="ctl00_Side">{_links(TEASERS, "div")}</div>{FOOTER}</form>',
        MENU, TEASERS, (FOOTER,),
    )  # fmt: skip


def logo_in_heading() -> SitePage:
    """The site's name is the first h1, the report's title an h2 in a div."""
    return _made(
        f'<header><h1>The Velmora Post</h1>{_links(MENU)}</header><section id="maincol"><h2 class="headline">{TITLE}</h2>{_p()}</section>'
        f'<section id="rightcol"><h3>Editor\'s picks</h3>{_p(LONG_TEASERS)}</section><footer>{FOOTER}</footer>',
        MENU, LONG_TEASERS, (FOOTER,),
    )  # fmt: skip


def header_apart() -> SitePage:
    """The article element holds the heading alone; the words stand in a div after it."""
    return _made(
        f'<nav>{_links(MENU)}</nav><article class="hero"><h1>{TITLE}</h1><p>{STANDFIRST}</p></article><div class="body-copy">{_p()}</div>'
        f'<div class="rail">{_links(TEASERS)}</div>',
        MENU, TEASERS, report=(STANDFIRST, *BODY),
    )  # fmt: skip


def short_paragraphs() -> SitePage:
    """A paragraph a sentence, subheadings, a box of links in the middle."""
    lines = [
        f"<p>{one}</p>"
        for one in (BODY[0], "The dead were all traders.", "No one has said who fired.", "The town was calm by noon.")
    ]
    lines.insert(
        2,
        f'<div class="ssrcss-links" data-component="links-block"><h2>More on this story</h2><ul>{_links(TEASERS[:3])}</ul></div>',
    )
    lines.insert(4, "<h2>Who fired?</h2>")
    return _made(
        f'<div role="navigation">{_links(MENU)}</div><main id="main-content"><article><h1 id="main-heading">{TITLE}</h1>{"".join(lines)}</article>'
        f'<section aria-label="Top stories"><h2>Top stories</h2>{_p(LONG_TEASERS)}</section></main>',
        MENU, TEASERS[:3], LONG_TEASERS,
        report=(BODY[0], "The dead were all traders.", "No one has said who fired.", "The town was calm by noon."),
    )  # fmt: skip


def linked_words() -> SitePage:
    """Names in the report are links to their topics; the first paragraph is one link."""
    lines = [
        f'<p><a href="/x">{BODY[0]}</a></p>',
        *(f"<p>{line.replace('army', '<a href=/t>army</a>')}</p>" for line in BODY[1:]),
    ]
    return _made(
        f'<div class="navbar">{_links(MENU)}</div><div class="post-single"><h1>{TITLE}</h1><div class="the-content">{"".join(lines)}</div></div>'
        f'<div class="yarpp">{_links(TEASERS)}</div><div class="copyright">{FOOTER}</div>',
        MENU, TEASERS, (FOOTER,),
    )  # fmt: skip


def table_of_dead() -> SitePage:
    """A monitor's daily bulletin: a paragraph, then a table of the dead by town."""
    rows = (("Karsten", "5 killed"), ("Dolna", "1 killed"), ("Brisk", "3 wounded"))
    cells = "".join(f"<tr><td>{town}</td><td>{toll}</td></tr>" for town, toll in rows)
    return _made(
        f'<div id="menu">{_links(MENU)}</div><div id="bulletin"><h1>{TITLE}</h1>{_p(BODY[:3])}<table>{cells}</table>{_p(BODY[3:])}</div>'
        f'<div id="archive"><h3>Archive</h3>{_links(("July 2021", "June 2021", "May 2021"))}</div><p class="legal">{FOOTER}</p>',
        MENU, ("June 2021", "May 2021", FOOTER), report=(*BODY, "5 killed", "3 wounded"),
    )  # fmt: skip


def two_reports() -> SitePage:
    """Endless scrolling: the next report stands whole below the one that was asked for."""
    following = ("Rain fell on Velmora for a third day on Monday, and the river rose above the bridge in the old town.",
                 "Schools stay closed until Thursday, the city said, and buses to Brisk run only in the morning.")  # fmt: skip
    return _made(
        f"<nav>{_links(MENU)}</nav><main><article><h1>{TITLE}</h1>{_p()}</article><article><h1>Rain closes schools</h1>{_p(following)}</article></main>",
        MENU, following,
    )  # fmt: skip


def gallery() -> SitePage:
    """Pictures with long captions between the paragraphs, credits in small print."""
    shot = "<figure><img><figcaption>Traders carry boxes from the market of Karsten on Monday. Ana Dolna/OPA</figcaption></figure>"
    lines = "".join(f"<p>{line}</p>{shot if i % 2 else ''}" for i, line in enumerate(BODY))
    return _made(
        f'<div class="masthead">{_links(MENU)}</div><div class="article__body"><h1>{TITLE}</h1>{lines}</div><div class="outbrain">{_links(TEASERS)}</div>',
        MENU, TEASERS, ("Traders carry boxes from the market",),
    )  # fmt: skip


SITES: dict[str, Callable[[], SitePage]] = {
    made.__name__: made
    for made in (
        semantic, wordpress_sidebar, wordpress_magazine, teaser_cards_first, drupal, joomla, blogger, tables, ministry, promos_inside,
        banners, amp, drawn_by_script, readers_comments, quotes_and_lists, short_report, printed,
    )
}  # fmt: skip
"""The structures that were looked at while the rules were written."""

UNSEEN: dict[str, Callable[[], SitePage]] = {
    made.__name__: made
    for made in (
        web_forms, logo_in_heading, header_apart, short_paragraphs, linked_words, table_of_dead, two_reports, gallery,
    )
}  # fmt: skip
"""Structures that were written after the rules, and measured once before any was looked at."""
