"""A made-up but realistic answer in the shape of :class:`parley.insight.results.assessment.Assessment`, for tests of the rendering.

Every figure here is set by hand; nothing in it is a finding.
"""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from parley.insight.asking.request import Request
from parley.insight.results.assessment import (
    Assessment,
    Basis,
    Cell,
    Collision,
    CourseRow,
    Diagram,
    DiagramPoint,
    Difference,
    DocumentEntry,
    Flip,
    JudgementRow,
    KindRow,
    LateEvidence,
    Note,
    Phrase,
    ViewEntry,
)
from parley.insight.results.courses import (
    Alternative,
    AlternativeWord,
    Amount,
    EffectWord,
    JointEffect,
    Waiting,
    WaitingCost,
)
from parley.insight.results.section import Section
from parley.insight.results.words import OverWord, PointWord, over

HOSTILE = "<script>alert('x')</script><img src=x onerror=alert(1)> \"quoted\" & 'single'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain(Section):
    """A section that holds no more than every section does."""

    key: ClassVar[str] = "plain"


def cell(verdict: PointWord, share: float, gap: float | None = None, **more: Any) -> Cell:
    why = {"ruled out": "ruled_out", "none": "no_deal_preferred"}.get(verdict)
    return Cell(
        verdict=verdict,
        why_empty=why,
        share=share,
        share_se=0.004,
        gap={"ukraine": gap, "russia": gap},
        shortfall=gap,
        reservation={"ukraine": 57.8, "russia": 54.5},
        example=more.get("example"),
        recognises_conquest=more.get("recognises_conquest"),
    )


def joint(
    word: EffectWord, before: float, after: float, share: float, then: float, *, zone: bool = False, **more: Any
) -> JointEffect:
    return JointEffect(
        word=word,
        gap_before=before,
        gap_after=after,
        share_before=share,
        share_after=then,
        share_se=0.01,
        shortfall_before=before,
        shortfall_after=after,
        zone_before=zone,
        zone_after=after < 0,
        measure="margin" if zone else "gap",
        **more,
    )


def alternative(change: float) -> AlternativeWord:
    return "as before" if not change else "strengthens" if change > 0 else "weakens"


def kind(
    key: str, title: str, declared: PointWord, softened: OverWord, share: float, blocked: Phrase, gap: float | None
) -> KindRow:
    with_lines = cell(declared, share / 4, gap)
    without = cell("open" if softened == "open" else "none", share, gap)
    views = {
        name: {"declared": with_lines, "weighed": with_lines, "none": cell("open" if opens else "none", s, -0.02)}
        for name, opens, s in (
            ("base", softened == "open", share),
            ("after-milley", softened != "none", min(1.0, share + 0.3)),
            ("after-sullivan", softened == "open", share),
            ("after-sebenius-singh", softened == "open", max(0.0, share - 0.1)),
        )
    }
    views["base"] = {"declared": with_lines, "weighed": with_lines, "none": without}
    told = {
        lines: over({name: cells[lines].verdict for name, cells in views.items()}, {"after-sebenius-singh"})
        for lines in ("declared", "weighed", "none")
    }
    assert (told["declared"].word, told["none"].word) == (declared, softened)
    return KindRow(
        kind=key, title=title, declared=with_lines, weighed=with_lines, softened=without, declared_word=declared,
        weighed_word=declared, softened_word=softened, by_view=views, over=told, blocked_by=blocked,
    )  # fmt: skip


def frontier(count: int = 14) -> tuple[DiagramPoint, ...]:
    points = []
    for i in range(count):
        a = 20 + 65 * i / (count - 1)
        b = 90 * math.cos(math.pi / 2 * (a / 100)) - 4
        points.append(DiagramPoint(f"deal {i + 1}", (a, b), {"land": "frozen"}, True, i < 2))
    return tuple(points)


def sample() -> Assessment:
    """The answer for Ukraine in the winter of 2022–23, by hand."""
    notes = (
        Note(1, "1991 borders", "signals", "our summary of: statements, autumn 2022", datetime.date(2022, 11, 7),
             "Volodymyr Zelensky", "on the record, public", "position", ("red_lines.ua-1991.holds",),
             "Ukraine says that it will return to its ", " and nothing less."),
        Note(2, "four oblasts recognised", "signals", "our summary of: statements, autumn 2022",
             datetime.date(2022, 9, 30), "Vladimir Putin", "on the record, public", "position",
             ("red_lines.ru-oblasts.holds",), "Moscow wants the ", " as Russian."),
        Note(3, "prisoner exchanges", "wi-2023", "our summary of: Foreign Affairs, 11 Jan 2023",
             datetime.date(2023, 1, 11), "Sebenius and Singh", "the authors' own", "direction", ()),
        Note(4, "rebuild", "nyt-2022", "our summary of: The New York Times, 10 Nov 2022", datetime.date(2022, 11, 10),
             None, "unnamed officials", "direction", ("security.if_broken.ukraine",)),
        Note(5, "to a standstill", "nyt-2022", "our summary of: The New York Times, 10 Nov 2022",
             datetime.date(2022, 11, 10), "Mark A. Milley", "on the record, public", "direction",
             ("no_deal.beliefs.ukraine.breakthrough",), "The fighting has come ", ", he said."),
        Note(6, "steady battlefield progress", "wi-2023", "our summary of: Foreign Affairs, 11 Jan 2023",
             datetime.date(2023, 1, 11), "Sebenius and Singh", "the authors' own", "direction",
             ("no_deal.beliefs.ukraine.breakthrough",)),
        Note(7, "drag out the war", "wi-2023", "our summary of: Foreign Affairs, 11 Jan 2023",
             datetime.date(2023, 1, 11), "Sebenius and Singh", "the authors' own", "direction", ()),
    )  # fmt: skip
    kinds = (
        kind("limited", "Prisoners and grain", "open", "open", 0.97, Phrase("-"), None),
        kind(
            "ceasefire",
            "Ceasefire in place",
            "ruled out",
            "depends on the view",
            0.44,
            Phrase("regrouping", (4,)),
            0.02,
        ),
        kind(
            "framework",
            "23 Feb line and guarantees",
            "ruled out",
            "depends on the view",
            0.31,
            Phrase("Moscow's hopes"),
            0.03,
        ),
        kind("settlement", "Full settlement", "ruled out", "none", 0.12, Phrase("Crimea, land"), 0.05),
    )
    effects = {
        "press-publicly": (joint("further", 0.05, 0.09, 0.12, 0.08), (-1.2, 2.6)),
        "urge-privately": (joint("nearer", 0.05, 0.04, 0.12, 0.15), (-0.8, 0.0)),
        "pledge-aid": (joint("opens", 0.05, -0.01, 0.12, 0.47), (1.5, -3.1)),
        "wait": (joint("depends", 0.05, 0.05, 0.12, 0.12, reason="range", low=-0.02, high=0.03), (0.4, -0.2)),
    }
    waits = Waiting(
        Amount(3, 3, 3),
        (
            WaitingCost("ukraine", Amount(1.8, 0.9, 2.7), {"casualties": Amount(37_000, 30_000, 45_000)}),
            WaitingCost("russia", Amount(1.2, 1.2, 1.2)),
        ),
    )
    titles = {
        "press-publicly": "urges talks publicly",
        "urge-privately": "urges openness privately",
        "pledge-aid": "pledges multi-year aid",
        "wait": "waits for spring",
    }
    risks = {
        "press-publicly": Phrase('"drag out the war"', (7,)),
        "urge-privately": Phrase("leaks"),
        "pledge-aid": Phrase("escalation limit"),
        "wait": Phrase("lives lost; aid votes"),
    }
    courses = tuple(
        CourseRow(
            course=key,
            title=title,
            public=key == "press-publicly",
            audience=("ukraine", "russia"),
            effect={k.kind: effects[key][0] for k in kinds},
            effect_by_view={
                "after-milley": {k.kind: joint("nearer", -0.02, -0.04, 0.9, 0.95, zone=True) for k in kinds},
                "after-sebenius-singh": {k.kind: effects[key][0] for k in kinds},
            },
            word={k.kind: effects[key][0].word if effects[key][0].word == "nearer" else "depends" for k in kinds},
            alternatives=tuple(
                Alternative(party, alternative(change), change)
                for party, change in zip(("ukraine", "russia"), effects[key][1], strict=True)
            ),
            risk_chance=Amount(0.2, 0.1, 0.3) if key == "pledge-aid" else None,
            waiting=waits if key == "wait" else None,
            risk=risks[key],
            case_for=(Phrase("Cements gains while they last.", (5,)),),
            case_against=(Phrase("Tells Moscow that waiting pays.", (7,)),),
            turns_on=Phrase(
                "turns most on whether Kyiv can still gain ground", (), ("no_deal.beliefs.ukraine.breakthrough",)
            ),
        )
        for key, title in titles.items()
    )
    judgements = tuple(
        JudgementRow(path, label, text, median, low, high, because, confidence, origin, basis, note)  # type: ignore[arg-type]
        for path, label, text, median, low, high, because, confidence, origin, basis, note in (
            ("no_deal.beliefs.ukraine.breakthrough", "Ukraine's belief: breakthrough", "0.4 to 0.6", 0.5, 0.4, 0.6,
             "Kyiv has just retaken Kherson.", "low", "base", "direction", (6,)),
            ("no_deal.beliefs.russia.regains", "Russia's belief: regains initiative", "0.4 to 0.6", 0.5, 0.4, 0.6,
             "Mobilisation and winter strikes.", "low", "base", "ours", ()),
            ("values.ukraine.weights.land", "Ukraine: weight of land", "20 to 32", 26.0, 20.0, 32.0,
             "The heart of the matter.", "low", "base", "ours", ()),
            ("values.russia.weights.land", "Russia: weight of land", "24", 24.0, 24.0, 24.0, None, None, "base",
             "ours", ()),
            ("red_lines.ua-1991.holds", "Red line: 1991 borders", "0.6 to 0.95", 0.8, 0.6, 0.95,
             "Declared often, softened once.", "moderate", "base", "direction", (1,)),
            ("red_lines.ru-oblasts.holds", "Red line: four oblasts", "?", None, None, None, None, None, "base",
             "ours", ()),
        )
    )  # fmt: skip
    deal = {"land": "Frozen, unrecognised", "crimea": "Shelved"}
    return Assessment(
        case="ukraine-2022-23",
        title="Ukraine, winter of 2022–23",
        question="Should Washington press Kyiv to talk?",
        decider="united-states",
        as_of=datetime.date(2023, 1, 11),
        main_kind="settlement",
        parties={"ukraine": "Ukraine", "russia": "Russia", "united-states": "United States"},
        required=("ukraine", "russia"),
        answer=(
            Phrase(
                'On declared lines, no settlement: "1991 borders" [1] and "four oblasts recognised" [2] collide. '
                "One must soften.",
                (1, 2),
            ),
            Phrase("With all lines of all sides lifted, no settlement that all sides prefer to no deal."),
            Phrase("Limited deals are open."),
        ),
        kinds=kinds,
        collisions=(
            Collision(("ua-1991", "ru-oblasts"), ("1991 borders", "four oblasts recognised"), ("ukraine", "russia")),
        ),
        differences=(
            Difference(
                "can Kyiv still gain ground?", "after-milley", "after-sebenius-singh", "after Milley (our reading)",
                "after Sebenius and Singh (our reading)", False, ("no_deal.beliefs.ukraine.breakthrough",),
                Phrase('"to a standstill"', (5,)), Phrase('"steady battlefield progress"', (6,)), "both",
                Phrase("Exchanging this one judgement exchanges their answers. Nine weeks apart: part may be date, "
                       "not belief."),
            ),
            Difference(
                "do they differ?", "after-milley", "after-sullivan", "after Milley (our reading)",
                "after Sullivan (our reading)", True, (), None, None, "none", Phrase("Both find no zone."),
            ),
        ),
        courses=courses,
        flips=(
            Flip("no_deal.beliefs.russia.regains", "Russia's belief: regains initiative", "settlement", None, 0.5,
                 0.41, True),
            Flip("no_deal.costs.russia", "Russia: cost of going on", "settlement", None, 7.0, 13.0, False),
            Flip("values.ukraine.weights.land", "Ukraine: weight of land", "settlement", None, 26.0, None, False),
        ),
        basis=Basis(total=143, ours=94, size=11, direction=38, unset=1),
        weakest=Phrase("would Moscow really refuse without annexation?", (), ("red_lines.ru-oblasts.holds",)),
        watch=(Phrase('"new realities" dropped'), Phrase("aid bill fails"), Phrase("front moves")),
        law="The annexations of 2022 are held invalid by the General Assembly; borders are those of 1991.",
        law_short="annexations held invalid: UNGA ES-11/4",
        law_sources=("UN General Assembly resolution ES-11/4, 12 October 2022",),
        limits=("Not the chance of peace.", "Possible is not just.", "Bottom lines are unobserved and strategic."),
        scope="A teaching case.",
        misuse="Not a basis for pressing a party to give up land.",
        diagrams=(
            Diagram(
                kind="settlement", view=None, parties=("ukraine", "russia"), frontier=frontier(),
                deals=tuple((10.0 + (i * 37 % 60), 5.0 + (i * 53 % 45)) for i in range(300)),
                reservation=(62.0, 54.5), reservation_range=((52.0, 66.0), (46.0, 61.0)),
                named=(
                    DiagramPoint("Nash point", (55.0, 54.0), deal, True, False),
                    DiagramPoint("Equal gains", (60.0, 47.0), deal, True, False),
                    DiagramPoint("Recognition deal", (24.0, 79.0), deal | {"land": "Four oblasts"}, True, True),
                ),
                over="possible",
            ),
            Diagram(
                kind="ceasefire", view="after-milley", parties=("ukraine", "russia"), frontier=frontier(6),
                deals=tuple((20.0 + 7 * i, 30.0 + 3 * i) for i in range(5)), reservation=(45.0, 44.0),
                reservation_range=((40.0, 50.0), (40.0, 47.0)),
                named=(DiagramPoint("Nash point", (52.0, 60.0), deal, True, False),), over="possible",
            ),
        ),
        judgements=judgements,
        notes=notes,
        views={
            "after-milley": ViewEntry("after Milley (our reading)", datetime.date(2022, 11, 9), "Gen. Mark A. Milley",
                                      because="The front stands still."),
            "after-sullivan": ViewEntry("after Sullivan (our reading)", datetime.date(2022, 11, 10), "Jake Sullivan",
                                        because="Moscow must move first."),
            "after-sebenius-singh": ViewEntry("after Sebenius and Singh (our reading)", datetime.date(2023, 1, 11),
                                              "Sebenius and Singh", late=True, because="Kyiv gains by going on."),
        },
        documents=(
            DocumentEntry("nyt-2022", "A general urges diplomacy", datetime.date(2022, 11, 10),
                          "Peter Baker, The New York Times, 10 November 2022", True, "sources/nyt-2022.md", 31),
            DocumentEntry("wi-2023", "Not ready for talks", datetime.date(2023, 1, 11),
                          "Sebenius and Singh, Foreign Affairs", True, "sources/wi-2023.md", 30),
        ),
        late_evidence=(LateEvidence("late-note", "after the date", datetime.date(2023, 2, 1)),),
        late_claims=("a claim made too late",),
        statements=61,
        draws=2000,
        seed=0,
        version="0.1.0",
        inputs_hash="0123456789abcdef0123456789abcdef",
        request=Request("ukraine-2022-23", draws=2000, seed=0),
        extra={
            "barriers": Plain(
                title="Two barriers stand, and lifting one is not enough",
                text="Each switched off alone and together; contributions are not added up.",
                columns=("barrier", "alone", "together"),
                rows=(("Moscow's hopes", "none", "open"), ("Lines of both", "none", "open")),
            ),
        },
    )  # fmt: skip


def hostile() -> Assessment:
    """The same with markup and control characters wherever a user's words can stand."""
    good = sample()
    return replace(
        good,
        title=HOSTILE,
        question=HOSTILE,
        answer=(Phrase(HOSTILE, (1,)),),
        notes=(
            replace(good.notes[0], quote=HOSTILE, who=HOSTILE, document_title=HOSTILE, before=HOSTILE),
            *good.notes[1:],
        ),
        law=HOSTILE,
        law_short=HOSTILE,
        limits=(HOSTILE,),
        parties={"ukraine": HOSTILE, "russia": "Russia", "united-states": "US"},
        kinds=(replace(good.kinds[0], title=HOSTILE, blocked_by=Phrase(HOSTILE)), *good.kinds[1:]),
        diagrams=(
            replace(good.diagrams[0], named=(DiagramPoint(HOSTILE, (50.0, 50.0), {HOSTILE: HOSTILE}, True, True),)),
        ),
        documents=(DocumentEntry("x", HOSTILE, original=HOSTILE),),
        extra={"odd": Plain(title=HOSTILE, text=HOSTILE, columns=(HOSTILE,), rows=((HOSTILE,),))},
    )
