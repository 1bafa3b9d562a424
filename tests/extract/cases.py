"""Sentences written for the tests, and the passages that the rules must see in each: what the README promises, case by case."""

from __future__ import annotations

from typing import NamedTuple

from kg.model import Stance

A, D, N = Stance.ASSERTS, Stance.DENIES, None


class Seen(NamedTuple):
    """One expected passage; ``content`` joins the pieces with " … "."""

    source: str | None
    cue: str | None
    stance: Stance | None
    content: str


class Case(NamedTuple):
    """A text and all passages in it, in order."""

    text: str
    seen: tuple[Seen, ...] = ()


CASES: dict[str, tuple[Case, ...]] = {
    "indirect": (
        Case(
            "The coastguard confirmed on Friday that solvent was dumped in the harbour.",
            (Seen("The coastguard", "confirmed", A, "that solvent was dumped in the harbour"),),
        ),
        Case("The mayor said that the bridge was safe.", (Seen("The mayor", "said", A, "that the bridge was safe"),)),
        Case(
            "Ana Petrova, who runs the port, insists the crane was inspected in May.",
            (Seen("Ana Petrova", "insists", A, "the crane was inspected in May"),),
        ),
        Case(
            "The bank warned customers on Friday that their cards had been copied.",
            (Seen("The bank", "warned", A, "that their cards had been copied"),),
        ),
        Case(
            "Doctors denied that the vaccine had caused the fever.",
            (Seen("Doctors", "denied", D, "that the vaccine had caused the fever"),),
        ),
        Case(
            "The club denied through its lawyer that the referee had been paid.",
            (Seen("The club", "denied", D, "that the referee had been paid"),),
        ),
        Case("Smith told the jury he had never met the victim.", (Seen("Smith", "told", A, "he had never met the victim"),)),
        Case(
            "Marta Lind, who stated that the ferry was late, left early.",
            (Seen("who", "stated", A, "that the ferry was late"),),
        ),
        Case("The guards claim to have seen two boats.", (Seen("The guards", "claim", A, "to have seen two boats"),)),
        Case(
            "The minister was adamant that no money had changed hands.",
            (Seen("The minister", "adamant", A, "that no money had changed hands"),),
        ),
        Case(
            "What she disputes is that the vote was secret.",
            (Seen("she", "disputes", D, "that the vote was secret"),),
        ),
        Case(
            "The council does not accept that the road was closed.",
            (Seen("The council", "accept", D, "that the road was closed"),),
        ),
        Case(
            "The baker admitted on Monday that the flour was old, adding that nobody had fallen ill.",
            (
                Seen("The baker", "admitted", A, "that the flour was old"),
                Seen("The baker", "adding", A, "that nobody had fallen ill"),
            ),
        ),
    ),
    "tags": (
        Case(
            "The tunnel, the engineer announced late on Tuesday, had flooded twice.",
            (Seen("the engineer", "announced", A, "The tunnel … had flooded twice"),),
        ),
        Case(
            "The tunnel had flooded twice, the engineer told local radio on Tuesday.",
            (Seen("the engineer", "told", A, "The tunnel had flooded twice"),),
        ),
        Case(
            "The painting, said Dr Alma Ruiz, who restored it, was a copy.",
            (Seen("Dr Alma Ruiz", "said", A, "The painting … was a copy"),),
        ),
        Case(
            "No such payment, she added, had ever been made.",
            (Seen("she", "added", A, "No such payment … had ever been made"),),
        ),
        Case(
            "Nothing was stolen, he says, because the safe was empty.",
            (Seen("he", "says", A, "Nothing was stolen … because the safe was empty"),),
        ),
        Case("Not so, says the brewery.", (Seen("the brewery", "says", A, "Not so"),)),
    ),
    "quotes": (
        Case(
            "The clinic's finding that sewage was let in was “baseless,” Ms Kolar told reporters.",
            (
                Seen("Ms Kolar", "told", A, "The clinic's finding that sewage was let in was “baseless,”"),
                Seen("The clinic", "finding", A, "that sewage was let in"),
            ),
        ),
        Case("“We found nothing,” said Lena Ortiz.", (Seen("Lena Ortiz", "said", A, "“We found nothing,”"),)),
        Case("Lena Ortiz said: “We found nothing.”", (Seen("Lena Ortiz", "said", A, "“We found nothing.”"),)),
        Case(
            "“The lake,” the ranger said, “has been dry since June.”",
            (Seen("the ranger", "said", A, "“The lake,” … “has been dry since June.”"),),
        ),
        Case(
            "“We found nothing,” said Lena Ortiz. “The files were empty.”",
            (Seen("Lena Ortiz", "said", A, "“We found nothing,”"), Seen(None, None, A, "“The files were empty.”")),
        ),
        Case("The judge called the plan “a waste of money”.", (Seen("The judge", "called", A, "the plan “a waste of money”"),)),
        Case(
            "The airline said the engine “had been checked twice”.",
            (Seen("The airline", "said", A, "the engine “had been checked twice”"),),
        ),
        Case("The “miracle” cure was sold for years."),
        Case(
            "Karin Holt arrived late. “The train broke down in Malmo.”",
            (Seen(None, None, A, "“The train broke down in Malmo.”"),),
        ),
        Case("“A fairy tale,” retorted the dealer.", (Seen("the dealer", "retorted", A, "“A fairy tale,”"),)),
    ),
    "adjuncts": (
        Case(
            "According to the harbour master, the ship sank in minutes.",
            (Seen("the harbour master", "According to", A, "the ship sank in minutes"),),
        ),
        Case(
            "The ship, according to the harbour master, sank in minutes.",
            (Seen("the harbour master", "according to", A, "The ship … sank in minutes"),),
        ),
        Case("In the coach's view, the goal was offside.", (Seen("the coach", "view", A, "the goal was offside"),)),
    ),
    "accusations": (
        Case(
            "Residents accused the factory of poisoning the river.",
            (Seen("Residents", "accused", A, "the factory of poisoning the river"),),
        ),
        Case(
            "The factory was accused by residents of poisoning the river.",
            (Seen("residents", "accused", A, "The factory … of poisoning the river"),),
        ),
        Case("Farmers blame the dam for the drought.", (Seen("Farmers", "blame", A, "the dam for the drought"),)),
        Case("The panel cleared the pilot of negligence.", (Seen("The panel", "cleared", D, "the pilot of negligence"),)),
    ),
    "objects": (
        Case("The studio denied copying the song.", (Seen("The studio", "denied", D, "copying the song"),)),
        Case("The senator rejected the charge that he had lied.", (Seen("The senator", "rejected", D, "that he had lied"),)),
        Case("Police ruled out arson.", (Seen("Police", "ruled out", D, "arson"),)),
        Case("The museum dismissed the rumour as gossip.", (Seen("The museum", "dismissed", D, "the rumour as gossip"),)),
        Case("Auditors found no evidence of fraud.", (Seen("Auditors", "found", A, "no evidence of fraud"),)),
        Case("The team accepted a gift of new boots."),
    ),
    "nominal": (
        Case(
            "The agency's finding that the well was poisoned shocked the town.",
            (Seen("The agency", "finding", A, "that the well was poisoned"),),
        ),
        Case("Norwegian denials of a leak came quickly.", (Seen("Norwegian", "denials", D, "a leak"),)),
        Case(
            "The envoy repeated Danish denials of a leak.",
            (Seen("The envoy", "denials", D, "a leak"), Seen("Danish", "denials", D, "a leak")),
        ),
        Case(
            "He rejected the agency's inference that the well was poisoned.",
            (
                Seen("He", "rejected", D, "that the well was poisoned"),
                Seen("the agency", "inference", A, "that the well was poisoned"),
            ),
        ),
    ),
    "nested": (
        Case(
            "She said the mayor had denied the payment.",
            (Seen("She", "said", N, "the mayor had denied the payment"), Seen("the mayor", "denied", D, "the payment")),
        ),
    ),
    "no speech": (
        Case("The company declined to comment on the report."),
        Case(
            "Asked whether he would sue, Aalders said nothing.",
            (Seen("Aalders", "Asked", N, "whether he would sue"),),
        ),
        Case("The minister refused to say whether he would resign."),
        Case("If the firm denies the theft, the police will search it."),
        Case("Did the mayor say that the bridge was safe?"),
        Case("The spokesman would neither confirm nor deny the sale."),
        Case("The chairman did not say that the plant would close."),
        Case("The board is expected to deny the claims."),
        Case("Nobody said that the lift was broken."),
        Case(
            "The union called on the port to tell sailors that it was unsafe.",
            (Seen("The union", "called on", N, "to tell sailors that it was unsafe"),),
        ),
        Case("The two problems grew worse over the summer."),
        Case("By sending this form, you accept our conditions."),
    ),
    "no stance": (
        Case("The union demanded that the plant be closed.", (Seen("The union", "demanded", N, "that the plant be closed"),)),
        Case("Activists urged the town to plant trees.", (Seen("Activists", "urged", N, "the town to plant trees"),)),
    ),
    "no statement": (
        Case("“I want the keys back,” said Ana Petrova.", (Seen("Ana Petrova", "said", N, "“I want the keys back,”"),)),
        Case(
            "“I would like to thank the nurses,” said Ana Petrova.",
            (Seen("Ana Petrova", "said", N, "“I would like to thank the nurses,”"),),
        ),
        Case("“Ask the gardener,” said Ana Petrova.", (Seen("Ana Petrova", "said", N, "“Ask the gardener,”"),)),
        Case("“Asking helped,” said Ana Petrova.", (Seen("Ana Petrova", "said", A, "“Asking helped,”"),)),
        Case("“The port must pay us,” said the sailors.", (Seen("the sailors", "said", N, "“The port must pay us,”"),)),
        Case("“The port must have known,” said the sailors.", (Seen("the sailors", "said", A, "“The port must have known,”"),)),
        Case("“We are shocked,” said the coach.", (Seen("the coach", "said", N, "“We are shocked,”"),)),
        Case("“We are bankrupt,” said the coach.", (Seen("the coach", "said", A, "“We are bankrupt,”"),)),
        Case(
            "“We are not saying that he cheated,” said the coach.",
            (Seen("the coach", "said", N, "“We are not saying that he cheated,”"),),
        ),
        Case("The museum said it would sue the dealer.", (Seen("The museum", "said", N, "it would sue the dealer"),)),
        Case("The museum said it would lose its roof.", (Seen("The museum", "said", A, "it would lose its roof"),)),
        Case("The museum said the dealer would sue.", (Seen("The museum", "said", A, "the dealer would sue"),)),
        Case(
            "The office said it could not comment on the case.",
            (Seen("The office", "said", N, "it could not comment on the case"),),
        ),
        Case(
            "The office said it would make no further statement.",
            (Seen("The office", "said", N, "it would make no further statement"),),
        ),
        Case(
            '"I shall stay until the spring," the mayor said.',
            (Seen("the mayor", "said", N, '"I shall stay until the spring,"'),),
        ),
        Case(
            "The firm said it no longer contested the date.", (Seen("The firm", "said", N, "it no longer contested the date"),)
        ),
    ),
    "boilerplate": (
        Case(
            "The roof fell in, the guard said.\n\nPhoto: The hall, which the guard says was locked.",
            (Seen("the guard", "said", A, "The roof fell in"),),
        ),
        Case("The photo shows that the hall was locked.", (Seen("The photo", "shows", A, "that the hall was locked"),)),
        Case(
            "OSLO, May 3 (Newswire) - The roof fell in at noon, a guard said on Tuesday.",
            (Seen("a guard", "said", A, "The roof fell in at noon"),),
        ),
    ),
    "tags that parsers miss": (
        Case(
            "The ferry was not insured, its owner, Carla Mint, told the radio.",
            (Seen("its owner", "told", A, "The ferry was not insured"),),
        ),
        Case(
            "A shipment of copper was stolen from Lindal Metals, the insurance group Norhaven reported on Tuesday.",
            (Seen("the insurance group", "reported", A, "A shipment of copper was stolen from Lindal Metals"),),
        ),
        Case("The ferry had sunk in minutes, a wreck reported on Tuesday by divers."),
        Case("The twins, a pair, claimed the prize."),
        Case(
            "It had not, he said, failed to warn anyone: the sirens “went at noon”.",
            (
                Seen("he", "said", A, "It had not … failed to warn anyone"),
                Seen(None, None, A, "the sirens “went at noon”"),
            ),
        ),
        Case(
            "It had all been done by the book, according to the bank; the police say that the safe was open.",
            (
                Seen("the bank", "according to", A, "It had all been done by the book"),
                Seen("the police", "say", A, "that the safe was open"),
            ),
        ),
        Case(
            "On Tuesday Tolvane accepted that the invoices were genuine.",
            (Seen("Tolvane", "accepted", A, "that the invoices were genuine"),),
        ),
    ),
    "passives and relatives": (
        Case(
            "The number was dismissed as rubbish by the brewery.",
            (Seen("the brewery", "dismissed", D, "The number … as rubbish"),),
        ),
        Case(
            "The claim that the well was dry was accepted by both sides.",
            (Seen("both sides", "accepted", A, "that the well was dry"),),
        ),
        Case("The gift was accepted by the museum."),
        Case(
            "The port made an allegation which the minister rejects.",
            (Seen("the minister", "rejects", D, "an allegation"),),
        ),
        Case("The minister sent back a gift which the museum had accepted."),
        Case("The bridge was closed on an order which the minister rejects."),
        Case(
            "The mayor was accused of having bought votes by Colm Hart in a debate.",
            (Seen("Colm Hart", "accused", A, "The mayor … of having bought votes"),),
        ),
        Case(
            "The mayor was accused of having been bribed by a builder.",
            (Seen(None, "accused", A, "The mayor … of having been bribed by a builder"),),
        ),
    ),
    "findings and figures": (
        Case(
            "Inspectors saw nothing to suggest that the lock had been forced.",
            (Seen("Inspectors", "nothing to suggest", D, "that the lock had been forced"),),
        ),
        Case("The clerk had nothing to say to the press."),
        Case(
            "The clinic puts the number of the injured at fourteen.",
            (Seen("The clinic", "puts", A, "the number of the injured at fourteen"),),
        ),
        Case("The clinic puts its patients to bed at nine."),
    ),
    "phrases": (
        Case(
            "The inspectorate speaks of “six times the norm”.",
            (Seen("The inspectorate", "speaks of", A, "“six times the norm”"),),
        ),
        Case("The painter spoke of his childhood."),
        Case("The brewery stands by its figure of 40,000.", (Seen("The brewery", "stands by", A, "its figure of 40,000"),)),
        Case("The brewer stood by his wife."),
        Case("The union warned of a second flood.", (Seen("The union", "warned of", A, "a second flood"),)),
        Case(
            "The senator slammed the report as a fairy tale.",
            (Seen("The senator", "slammed", A, "the report as a fairy tale"),),
        ),
        Case("The rebels attacked the convoy for three hours."),
        Case("The envoy contradicted the board."),
        Case("The envoy offered no proof."),
        Case("A group calling itself Night Raven took the files."),
        Case(
            "She rejected the charge, raised by the league, that Narvik had left the gate alone.",
            (Seen("She", "rejected", D, "that Narvik had left the gate alone"),),
        ),
        Case(
            "The paper quoted the envoy as saying that the port was closed.",
            (Seen("the envoy", "saying", A, "that the port was closed"),),
        ),
        Case(
            "A committee cleared the teacher accused of opening a packet.",
            (Seen("A committee", "cleared", D, "the teacher … of opening a packet"),),
        ),
        Case(
            "Not so, counters Kari Holme, who commands the wing: a rusty lock does not close again.",
            (
                Seen("Kari Holme", "counters", A, "Not so"),
                Seen(None, None, A, "a rusty lock does not close again"),
            ),
        ),
    ),
    "days, asides and titles": (
        Case("The mayor said Tuesday the port was closed.", (Seen("The mayor", "said", A, "the port was closed"),)),
        Case(
            "The mayor told reporters this week he had closed the port.",
            (Seen("The mayor", "told", A, "he had closed the port"),),
        ),
        Case(
            "The mayor said this road was closed.",
            (Seen("The mayor", "said", A, "this road was closed"),),
        ),
        Case(
            "The port was closed, she said, pointing to a sign.",
            (Seen("she", "said", A, "The port was closed"),),
        ),
        Case(
            "The port was closed, she said, adding that nobody had complained.",
            (
                Seen("she", "said", A, "The port was closed"),
                Seen("she", "adding", A, "that nobody had complained"),
            ),
        ),
        Case(
            "On the latest edition of “Harbour Talk,” the mayor said the port was closed.",
            (Seen("the mayor", "said", A, "the port was closed"),),
        ),
        Case(
            "As the minister put it in May, the port is a ruin.",
            (Seen("the minister", "put it", A, "the port is a ruin"),),
        ),
        Case("The port is a ruin, as she put it.", (Seen("she", "put it", A, "The port is a ruin"),)),
        Case("As the mayor said nothing, the port stayed closed."),
        Case("The road is closed, she put the key away."),
        Case(
            "Neither side accepts that the road was closed.",
            (Seen("Neither side", "accepts", D, "that the road was closed"),),
        ),
        Case("No official said that the road was closed."),
    ),
    "answers": (
        Case(
            "Prosecutors say Brun took money, a charge she denies.",
            (Seen("Prosecutors", "say", A, "Brun took money"), Seen("she", "denies", D, "a charge")),
        ),
        Case(
            "Brun took money, prosecutors say, an allegation which she has denied.",
            (Seen("prosecutors", "say", A, "Brun took money"), Seen("she", "denied", D, "an allegation")),
        ),
        Case("The mayor has a claim she makes every year."),
        Case("The port was run by Brun, the man she denies."),
        Case("“I would never take money,” Brun said.", (Seen("Brun", "said", A, "“I would never take money,”"),)),
    ),
    "denials of deeds, pronouns and whole sentences": (
        Case(
            "The clinic denied having received such a letter.",
            (Seen("The clinic", "denied", D, "having received such a letter"),),
        ),
        Case(
            "The pilot acknowledged having flown without a licence.",
            (Seen("The pilot", "acknowledged", A, "having flown without a licence"),),
        ),
        Case("The clinic kept the letter received in May."),
        Case(
            "The hotel flatly denies this: the lifts were repaired in May.",
            (Seen("The hotel", "denies", D, "this"),),
        ),
        Case(
            "The hotel denies the charge that guests “were told: run”.",
            (Seen("The hotel", "denies", D, "that guests “were told: run”"),),
        ),
        Case(
            "Kamp said the port had been closed for a week, which the mayor disputes.",
            (
                Seen("Kamp", "said", A, "the port had been closed for a week"),
                Seen("the mayor", "disputes", D, "which"),
            ),
        ),
        Case(
            "The ferry was late on Monday, which the captain confirmed.",
            (Seen("the captain", "confirmed", A, "which"),),
        ),
        Case("The port has bought a crane, which the mayor rejects."),
        Case("The port has bought a crane, which the mayor admires."),
        Case(
            "The union accused the port of burning its files, an allegation the company denied.",
            (
                Seen("The union", "accused", A, "the port of burning its files"),
                Seen("the company", "denied", D, "an allegation"),
            ),
        ),
        Case(
            "Nor has the baker: Brandt still denies that anyone was hurt, and its lawyer points out that nobody has sued.",
            (
                Seen("Brandt", "denies", D, "that anyone was hurt"),
                Seen("its lawyer", "points out", A, "that nobody has sued"),
            ),
        ),
        Case(
            "The captain denied, though, that the engine had failed.",
            (Seen("The captain", "denied", D, "that the engine had failed"),),
        ),
        Case(
            "The road is safe: so the inspector concluded on Friday.",
            (Seen("the inspector", "concluded", A, "The road is safe"),),
        ),
    ),
    "who repeats and who takes back": (
        Case(
            "The fishers' league has doubled down on its claim that the quota was unfair.",
            (Seen("The fishers' league", "claim", A, "that the quota was unfair"),),
        ),
        Case(
            "The league has doubled the fee on an assertion that costs had risen.",
            (Seen(None, "assertion", A, "that costs had risen"),),
        ),
        Case(
            "The bureau withdrew its claim that the train had been late.",
            (
                Seen("The bureau", "withdrew", D, "that the train had been late"),
                Seen("its", "claim", A, "that the train had been late"),
            ),
        ),
        Case(
            "He repeated her claim that the road was shut.",
            (
                Seen("He", "claim", A, "that the road was shut"),
                Seen("her", "claim", A, "that the road was shut"),
            ),
        ),
        Case(
            "Ruth Dane, the trade minister, repeated on Thursday that the vote was won fairly.",
            (Seen("Ruth Dane", "repeated", A, "that the vote was won fairly"),),
        ),
    ),
    "coordinated verbs": (
        Case(
            "Brand said guards only watched the gate, and described the charge as a fable.",
            (
                Seen("Brand", "said", A, "guards only watched the gate"),
                Seen("Brand", "described", A, "the charge as a fable"),
            ),
        ),
        Case(
            "The envoy said the ferries ran late, and called the law a farce.",
            (
                Seen("The envoy", "said", A, "the ferries ran late"),
                Seen("The envoy", "called", A, "the law a farce"),
            ),
        ),
        Case(
            "The envoy said the mayor wept and called the law a farce.",
            (
                Seen("The envoy", "said", A, "the mayor wept and called the law a farce"),
                Seen("the mayor", "called", A, "the law a farce"),
            ),
        ),
        Case(
            "The envoy said the guards opened the gate, and left.",
            (Seen("The envoy", "said", A, "the guards opened the gate, and left"),),
        ),
    ),
    "predicates in front": (
        Case("An accident, Mr Brandt had called it.", (Seen("Mr Brandt", "called", A, "An accident"),)),
        Case("A farce, the envoy called it in May.", (Seen("the envoy", "called", A, "A farce"),)),
        Case(
            "The report says that the power was cut. An accident, Mr Brandt had called it in August.",
            (
                Seen("The report", "says", A, "that the power was cut"),
                Seen("Mr Brandt", "called", A, "An accident"),
            ),
        ),
        Case("One evening, Mr Brandt called her."),
        Case("The strike, the union called it off."),
    ),
    "what somebody else said beside it": (
        Case(
            "That is disputed by the town clinic, where nine guests were treated last month, according to Dr Kamp.",
            (
                Seen("the town clinic", "disputed", D, "That"),
                Seen("Dr Kamp", "according to", A, "nine guests were treated last month"),
            ),
        ),
        Case(
            "The fire began in the kitchen, where nine guests were eating, according to Dr Kamp.",
            (Seen("Dr Kamp", "according to", A, "The fire began in the kitchen, where nine guests were eating"),),
        ),
    ),
    "nobody in particular, nothing in particular": (
        Case(
            "For two years people have called him reckless.",
            (Seen("people", "called", N, "him reckless"),),
        ),
        Case(
            "People in the village have called him reckless.",
            (Seen("People in the village", "called", A, "him reckless"),),
        ),
        Case("An aide said she would.", (Seen("An aide", "said", N, "she would"),)),
        Case("An aide said she would not.", (Seen("An aide", "said", A, "she would not"),)),
        Case("Yes, says the baker: the bread is safe.", (Seen("the baker", "says", A, "the bread is safe"),)),
        Case("“I said no,” the singer wrote.", (Seen("the singer", "wrote", N, "“I said no,”"),)),
        Case(
            "“I said nothing of the kind,” the singer wrote.",
            (Seen("the singer", "wrote", A, "“I said nothing of the kind,”"),),
        ),
    ),
    "announced by a colon": (
        Case(
            "On Monday the firm corrected the record: one guard had seen the fire.",
            (Seen("the firm", "corrected", A, "one guard had seen the fire"),),
        ),
        Case("The captain was blunt: the engine was old.", (Seen("The captain", "was", A, "the engine was old"),)),
        Case("The record was broken twice: the runners were fast."),
        Case("The captain was tired: the engine was loud."),
        Case("It was clear: the engine was old."),
        Case("The reason was clear: the engine was old."),
    ),
    "a phrase behind a quotation": (
        Case(
            "“It's noise, nothing else,” said one painter, who believes the play “just isn't finished.”",
            (
                Seen("one painter", "said", A, "“It's noise, nothing else,”"),
                Seen("who", "believes", A, "the play “just isn't finished.”"),
            ),
        ),
        Case(
            "“The dam,” said the mayor, who was in Oslo, “has held since May.”",
            (Seen("the mayor", "said", A, "“The dam,” … “has held since May.”"),),
        ),
    ),
    "causes, clearings, thoughts": (
        Case(
            "The guild accused pickers of the northern union of hiding the scales.",
            (Seen("The guild", "accused", A, "pickers of the northern union of hiding the scales"),),
        ),
        Case("The vet attributed the losses to frost.", (Seen("The vet", "attributed", A, "the losses to frost"),)),
        Case("The vet did not attribute the losses to frost.", (Seen("The vet", "attribute", D, "the losses to frost"),)),
        Case(
            "The union said that the owners knew of the crack.",
            (Seen("The union", "said", A, "that the owners knew of the crack"),),
        ),
        Case(
            "The owners knew that the beam was cracked, the panel found.",
            (
                Seen("the panel", "found", A, "The owners knew that the beam was cracked"),
                Seen("The owners", "knew", N, "that the beam was cracked"),
            ),
        ),
        Case(
            "A ledger was missing, the auditor says, and a clerk had burned it.",
            (
                Seen("the auditor", "says", A, "A ledger was missing"),
                Seen("the auditor", "says", A, "a clerk had burned it"),
            ),
        ),
        Case(
            "The envoy went on to describe the treaty as “a rag”.",
            (Seen("The envoy", "describe", A, "the treaty as “a rag”"),),
        ),
        Case("The guild stands by its count of nine boats.", (Seen("The guild", "stands by", A, "its count of nine boats"),)),
        Case(
            "The envoy spoke at noon, reiterating demands that the treaty be torn up.",
            (Seen("The envoy", "demands", N, "that the treaty be torn up"),),
        ),
    ),
}
