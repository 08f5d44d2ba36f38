"""A made-up guide with all that one may hold: charts, tables, silence, gaps, two languages, one from the right."""

from dataclasses import replace

from campaigns.voter_guides.content import (
    Answers,
    Bar,
    CandidateAnswer,
    Chart,
    Figure,
    GuideContent,
    Items,
    Section,
    SourceShown,
    Subheading,
    Table,
    Text,
    Words,
)
from campaigns.voter_guides.documents import Correction, EditionFacts, Override

ARABIC = "المدارس العامة هي قلب المجتمع. سأعمل على خفض عدد التلاميذ في كل صف إلى 18."

SOURCES = (
    SourceShown(
        "District spending, all funds", "Example Department of Education", "https://example.org/spending?a=1&b=2",
        "4", "2026-02-01", "2026-03-09", "ab" * 32,
    ),
    SourceShown("State budget act", "Example Legislature", "https://example.org/budget", "", "", "2026-07-02"),
    SourceShown("Official ballot <text>", "Example Secretary of State", ""),
)  # fmt: skip

FIGURES = (
    Figure("f1", Words("Spending per student", "Gasto por estudiante"), "$14,326", "14326", "dollars", "FY2025", "",
           (0,), "/district?district=7"),
    Figure("f2", Words("Spending per student, state", "Gasto por estudiante, estado"), "$16,004", "16004", "dollars",
           "FY2025", "", (0,), "/districts"),
    Figure("f3", Words("Suspensions, students with disabilities", "Suspensiones, estudiantes con discapacidad"),
           "fewer than 10", None, "students", "2024–25", "suppressed", (0,), "/district?district=7"),
    Figure("f4", Words("Arts grants", "Subsidios para las artes"), "$1,000,000", "1000000", "dollars", "FY2026", "",
           (1,), "/line?line=12"),
    Figure("f5", Words("Our ask for arts grants", "Lo que pedimos para las artes"), "$1,500,000", "1500000",
           "dollars", "FY2027", "", (1,), "/line?line=12"),
    Figure("f6", Words("Arts grants", "Subsidios para las artes"), "$1,250,500", "1250500", "dollars", "FY2027", "",
           (1,), "/line?line=12"),
    Figure("f7", Words("Arts grants", "Subsidios para las artes"), "not published", None, "dollars", "FY2025",
           "not_published", (1,), "/line?line=12"),
    Figure("f8", Words("Arts grants", "Subsidios para las artes"), "$875,250", "875250", "dollars", "FY2024", "",
           (1,), "/line?line=12"),
    Figure("f9", Words("Change", "Cambio"), "12.3%", "12.3", "percent", "FY2027", "", (0, 1), "/line?line=12"),
    Figure("f10", Words("=SUM(A1) tax per home", "=SUM(A1) impuesto por casa"), "−$40.50", "-40.50", "dollars",
           "2026", "", (2,), "/taxes?scenario=2"),
)  # fmt: skip

SPENDING = Chart(
    Words(
        "Our district spends less than the state does, {f1} for each student",
        "Nuestro distrito gasta menos que el estado, {f1} por estudiante",
    ),
    Words(
        "Bars: our district spends {f1} per student, the state {f2} in FY2025.",
        "Barras: nuestro distrito gasta {f1} por estudiante, el estado {f2} en FY2025.",
    ),
    "bars",
    (
        Bar(Words("Fayette County", "Fayette County"), "f1"),
        Bar(Words("All districts of the state together", "Todos los distritos del estado juntos"), "f2"),
        Bar(Words("A district that has not reported", "Un distrito que no ha informado"), "f7"),
    ),
)
ARTS = Chart(
    Words("Arts grants grew and are below the ask", "Los subsidios crecieron y no llegan a lo pedido"),
    Words(
        "Line: arts grants went from {f8} in FY2024 to {f6} in FY2027; FY2025 is not published.",
        "Línea: los subsidios pasaron de {f8} en FY2024 a {f6} en FY2027; FY2025 no está publicado.",
    ),
    "line",
    tuple(Bar(Words(f"FY{2024 + at}", f"FY{2024 + at}"), key) for at, key in enumerate(("f8", "f7", "f4", "f6"))),
    "f5",
)  # fmt: skip

SCHOOLS = Section(
    "schools",
    Words("How our schools are doing", "Cómo están nuestras escuelas"),
    (
        Text(Words("Schools here spend {f1} for each student.", "Las escuelas gastan {f1} por estudiante."), (0,)),
        SPENDING,
        Subheading(Words("Who is sent home", "A quién envían a casa")),
        Table(
            Words("Suspensions and spending", "Suspensiones y gasto"),
            (Words("What", "Qué"), Words("Figure", "Cifra"), Words("Note", "Nota")),
            (
                (
                    Words("Students with disabilities", "Estudiantes con discapacidad"),
                    Words("{f3}"),
                    Words("Too few to show", "Muy pocos para mostrar"),
                ),
                (Words("Spending", "Gasto"), Words("{f1}"), Words("Each student", "Por estudiante")),
            ),
        ),
    ),
)
BUDGET = Section(
    "budget",
    Words("What the budget does", "Qué hace el presupuesto"),
    (
        Text(Words("Arts grants are {f6}, {f9} more.", "Los subsidios son {f6}, {f9} más.")),
        ARTS,
        Items((Words("Governor: {f4}", "Gobernadora: {f4}"), Words("Final: {f6}", "Final: {f6}")), numbered=True),
    ),
)
BALLOT = Section(
    "ballot",
    Words("Ballot question 1", "Pregunta 1 de la boleta"),
    (
        Text(
            Words(
                "A yes vote means the levy passes. A home pays {f10} a year.",
                "Un sí significa que se aprueba. Una casa paga {f10} al año.",
            ),
            (2,),
        ),
        Text(Words("A no vote means the levy does not pass.", "Un no significa que no se aprueba."), (2,)),
    ),
)
ANSWERS = Answers(
    Words("How will you keep classes small?", "¿Cómo mantendrá clases pequeñas?"),
    "Class size",
    "2026-09-30",
    (
        CandidateAnswer("Example Candidate Bell", "Example Party", "I will hire 20 teachers & <keep> them.\n\nAlways."),
        CandidateAnswer("Example Candidate Cruz", "", None),
        CandidateAnswer("Example Candidate Adib", "Example Party", ARABIC, "ar"),
    ),
)
CANDIDATES = Section("candidates", Words("School board", "Junta escolar"), (ANSWERS,))
VOTING = Section(
    "voting",
    Words("How to vote", "Cómo votar"),
    (
        Items((Words("Bring an ID.", "Lleve identificación."), Words("Polls close at 6 pm.", "Cierran a las 6 pm."))),
        Text(Words("Only in English #let $x$ *so far*.")),
    ),
)

CONTENT = GuideContent(
    title=Words("What voters should know in Fayette County", "Lo que debe saber al votar en Fayette County"),
    place="Fayette County",
    under=Words("Schools, the budget and the ballot", "Las escuelas, el presupuesto y la boleta"),
    election_on="2026-11-03",
    as_of="2026-10-01",
    sections=(SCHOOLS, BUDGET, BALLOT, CANDIDATES, VOTING),
    figures=FIGURES,
    sources=SOURCES,
    glossary=((Words("levy", "impuesto local"), Words("A local tax for schools.", "Un impuesto para escuelas.")),),
    publisher="Example Coalition",
    live="/edition?edition=3",
    is_example=True,
)
FACTS = EditionFacts(
    number=3,
    published_on="2026-10-05",
    sha256="0123456789abcdef" * 4,
    base="https://table.example.org",
    corrections=(Correction("2026-10-09", Words("The hour of closing was wrong.", "La hora de cierre estaba mal.")),),
    overrides=(Override(Words("Reading level", "Nivel de lectura"), "Olive Organizer", "The official text stands."),),
)


def with_answers(*answers: CandidateAnswer) -> GuideContent:
    """The guide with other answers to its one question."""
    others = tuple(one for one in CONTENT.sections if one is not CANDIDATES)
    return replace(CONTENT, sections=(*others, replace(CANDIDATES, blocks=(replace(ANSWERS, answers=answers),))))


def long_answer() -> GuideContent:
    """The guide with an answer of 20,000 words."""
    words = " ".join(["I will listen to every family and then decide."] * 2_223)
    return with_answers(CandidateAnswer("Example Candidate Long", "", words), *ANSWERS.answers)
