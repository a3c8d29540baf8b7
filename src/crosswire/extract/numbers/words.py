"""The words the number grammar knows: number words, modifiers, vague words, people, units.  Data, no rules.

Everything is in lower case.  Modifiers follow the table of bounds in the reference of the exports: a modifier is a
sequence of words that stands before the number.
"""

from __future__ import annotations

from crosswire.extract.grammar_tokens import words
from crosswire.model import Bound

SMALL = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
# "A double murder" has two victims, and so has "both".
MULTIPLYING = {"both": 2, "double": 2, "triple": 3, "quadruple": 4, "quintuple": 5, "sextuple": 6}
MULTIPLIED = words(
    "murder homicide killing slaying shooting stabbing execution assassination fatality suicide lynching drowning"
)
SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
PLURAL_SCALES = words("tens dozens scores hundreds thousands millions")
MULTIPLES = frozenset({"dozen", "hundred", *SCALES})

# Words that say "how many" without a figure, alone before what is counted.
VAGUE = words("several numerous many countless")
# Shares of a whole: a figure only together with a total, so vague.
SHARES = words("half most majority third quarter")
VAGUE_NOUNS = frozenset({"number", "handful", "couple"})
NUMBER_ADJECTIVES = words(
    "large small huge big significant great considerable high higher low unknown unspecified undetermined untold "
    "growing record good limited substantial sizeable sizable equal similar certain tiny massive vast whole"
)

_MODIFIERS: tuple[tuple[Bound, str], ...] = (
    (
        "at_least",
        "at least|at least at|at the very least|at a minimum|no fewer than|no less than|not less than|"
        "not fewer than|a minimum of",
    ),
    (
        "more_than",
        "more than|more then|over|above|exceeding|exceeds|exceeded|in excess of|upwards of|upward of|greater than|"
        "surpassing|surpassed|topped|topping",
    ),
    (
        "about",
        "about|around|some|approximately|approx|roughly|estimated|circa|perhaps|possibly|maybe|in the region of|"
        "in the neighbourhood of|in the neighborhood of|~",
    ),
    ("nearly", "nearly|almost|close to|just under|just short of|nearing|virtually"),
    (
        "up_to",
        "up to|as many as|as much as|as high as|a maximum of|at most|at the most|no more than|not more than|"
        "fewer than|less than|under|below",
    ),
)
MODIFIERS = {tuple(phrase.split()): bound for bound, phrases in _MODIFIERS for phrase in phrases.split("|")}
LONGEST_MODIFIER = max(map(len, MODIFIERS))
INTENSIFIERS = words("well just far slightly somewhere significantly considerably much a an")
PARTICLE_VERBS = words("handed hand hands handing took take takes taken taking turned turn turning")
ADDITIONAL = words("another further additional extra")

_PERSONS = words(
    "activist adult attacker baby bodyguard boy brother bystander captive captain captor casualty "
    "child citizen civilian cleric colleague colonel combatant commander conscript corporal corpse cousin daughter "
    "defector deminer deserter detainee displaced doctor driver employee engineer evacuee extremist farmer father "
    "fatality fighter firefighter general girl grandmother grandfather guard guerrilla gunman hostage husband imam "
    "individual infant infiltrator informant inhabitant insurgent jihadi jihadist journalist judge kid kidnapper "
    "labourer laborer lawyer leader lieutenant local loyalist major man martyr mayor medic member mercenary merchant "
    "militant militiaman minor mother mourner neighbour neighbor newborn nurse officer official operative passenger "
    "paramedic passer-by patient patrolman priest bishop monk nun emir peacekeeper person photographer pilot pilgrim "
    "police policeman policewoman politician prisoner protester protestor rebel recruit refugee relative reporter "
    "rescuer resident responder returnee schoolchild schoolgirl schoolboy sergeant servicemember "
    "serviceman servicewoman settler sheikh shepherd sister smuggler sniper soldier son student suspect survivor "
    "sympathiser sympathizer teacher technician teenager terrorist toddler translator tribesman trooper victim "
    "villager volunteer wife woman worker worshipper "
    "teen juvenile adolescent youth sibling grandson granddaughter grandchild nephew niece uncle aunt stepson "
    "stepdaughter stepfather stepmother boyfriend girlfriend friend male female pedestrian motorist homeowner clerk "
    "customer roommate shooter deputy detective inmate "
    "companion classmate coworker teammate passerby bouncer bartender rider motorcyclist cyclist bicyclist burglar "
    "robber intruder sheriff marshal cop partygoer concertgoer clubgoer guest patron owner manager cashier musician "
    "rapper coach pastor veteran ex-wife ex-husband ex-girlfriend ex-boyfriend stepbrother stepsister fiance fiancee "
    "preschooler senior"
)
_IRREGULAR = {"child": "children", "person": "people", "wife": "wives", "passer-by": "passers-by", "police": "police",
              "schoolchild": "schoolchildren", "grandchild": "grandchildren"}  # fmt: skip


def _plural(noun: str) -> str:
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("man"):
        return f"{noun[:-2]}en"
    if noun.endswith("y") and noun[-2] not in "aeo":
        return f"{noun[:-1]}ies"
    return f"{noun}s"


PERSON = frozenset(noun for noun in _PERSONS if "-" not in noun and noun not in {"displaced", "police"})
PERSONS = frozenset(_plural(noun) for noun in _PERSONS if "-" not in noun) | words(
    "people persons police personnel troops men women youths families relatives casualties dead wounded injured "
    "members elderly civilians crew staff forces elements others bodies lives souls dissidents households"
)
STATIONS = words("fox abc nbc cbs bbc cnn pbs tv")
PARENTS = words("mother father parent parents mom mum dad grandmother grandfather widow widower")
NO_CASUALTIES = words(
    "casualties casualty deaths death injuries fatalities fatality losses victims wounded injured civilians people "
    "soldiers fighters"
)

# A number before one of these is a length of time, a measure or a sum, not a count of people or things.
UNITS = words(
    "second seconds minute minutes hour hours day days night nights week weeks weekend weekends month months year "
    "years decade decades century centuries yr yrs hrs hr min mins km kms kilometre kilometres kilometer kilometers "
    "metre metres meter meters mile miles mm cm centimetre centimetres centimeter centimeters millimetre millimetres "
    "millimeter millimeters foot feet ft inch inches yard yards hectare hectares acre acres dunam dunams dunum dunums "
    "ton tons tonne tonnes kg kgs kilo kilos kilogram kilograms gram grams lb lbs pound pounds litre litres liter "
    "liters gallon gallons barrel barrels mph kph knots watt watts megawatt megawatts mw kw kv volts degree degrees "
    "celsius fahrenheit percent percentage pct dollar dollars euro euros lira liras sterling usd eur gbp cent cents "
    "rouble roubles ruble rubles dinar dinars rial rials riyal riyals shekel shekels afghani afghanis bn times fold "
    "gmt utc am pm"
)
UNIT_ADJECTIVES = words(
    "square sq cubic nautical full consecutive straight whole long more additional further successive calendar us "
    "american canadian australian turkish british syrian"
)
MONEY_SIGNS = words("$ € £ ¥ ₺ ₽")

# A digit after one of these is part of a name: Article 5, Room 12, Resolution 2254.
NAME_NOUNS = words(
    "article resolution chapter room floor highway route division brigade regiment battalion unit checkpoint zone "
    "sector block gate page figure table section phase version channel flight boeing airbus no nr type model grade "
    "level paragraph clause annex volume vol part track apartment flat house building street avenue road box ward "
    "terminal pier exit lane line platform camp decree law bill protocol group stage round season episode class "
    "category option area base point hill number numbered war rule size geneva astana"
)
# Of these nouns, the ones that are ordinary words too: a name only when written with a capital.
NAME_NOUNS_CAPITAL = words(
    "division brigade regiment battalion unit zone sector block gate part track house building street road line camp "
    "law bill group stage round class area base point hill war flat exit level figure phase model type no"
)
NAMES_WITH_NUMBERS = frozenset({("france", "24"), ("media", "24"), ("news", "24"), ("g", "20"), ("i", "24"),
                              ("sweet", "16"), ("sweet", "sixteen")})  # fmt: skip
ORDINAL_SUFFIXES = words("st nd rd th s")
FRACTIONS = words("half halves third thirds quarter quarters fifth fifths tenth tenths sixth sixths")
ORDINALS = words("first second third fourth fifth sixth seventh eighth ninth")
# Compounds of number and noun that count what they name: a 20-member team, a five-man crew.
COMPOUND_HEADS = words("member members man men person strong plus odd vehicle truck car bus seat bed tank boat")
AGE_WORDS = words("aged age ages")

# Words that end a noun phrase.
FUNCTION_WORDS = words(
    "a an the and or but nor as at by for from in into of off on onto out over per than that to toward towards under "
    "until up via with within without after before during since while when where who whom whose which why how because "
    "if is are was were be been being am has have had having do does did will would can could may might shall should "
    "must he she it they we you i him her them us his its their our your my this these those there here not no also "
    "said says say told reported killed killing dead died dying dies wounded wounding injured injuring hurt burned "
    "burnt shot kidnapped abducted captured arrested detained beheaded executed missing identified named called known "
    "near among amid between against about across along around behind beside through throughout inside outside later "
    "earlier then now today yesterday only alone both still already reportedly allegedly"
)
RISE_VERBS = words(
    "rose rise rises rising risen raised raise raising climbed climbing climb increased increasing increase jumped "
    "grew grown fell fall fallen dropped decreased revised went up down brought changed updated reduced cut"
)
CASUALTY_WORDS = words(
    "killed dead wounded injured hurt missing died kidnapped abducted captured arrested detained fatally critically "
    "seriously executed beheaded shot"
)
CASUALTY_VERBS = words(
    "killed kills kill killing wounded wounding wounds injured injuring injures left leaving leaves arrested "
    "arresting captured capturing kidnapped kidnapping abducted abducting detained detaining shot hurt claimed "
    "claiming executed executing hurting eliminated eliminating neutralised neutralized"
)
# Participles that go on to qualify a noun: "a rebel controlled town" counts no rebel.
PARTICIPLES_BEFORE_NOUNS = words(
    "controlled besieged backed based affiliated aligned linked supported dominated occupied allied armed trained "
    "training gathering meeting building bombing shooting kidnapping killing stabbing beheading uprising hearing "
    "recruiting shelling"
)
