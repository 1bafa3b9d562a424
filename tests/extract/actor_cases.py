"""Texts written for the tests of actors, with who is meant by some of their words."""

from __future__ import annotations

from typing import NamedTuple


class Meant(NamedTuple):
    """The *nth* occurrence of ``words`` means the actor called ``name``."""

    words: str
    nth: int
    name: str


class ActorCase(NamedTuple):
    """A text, and who is meant in it."""

    text: str
    meant: tuple[Meant, ...]


ACTOR_CASES: tuple[ActorCase, ...] = (
    ActorCase(
        "Orley Press won the contract. The firm denied that it had seen the figures. The council said that it was late.",
        (Meant("The firm", 0, "Orley Press"), Meant("The council", 0, "the council")),
    ),
    ActorCase(
        "Counsel for Orley Press accepted that it was late.",
        (Meant("Counsel", 0, "counsel"),),
    ),
    ActorCase(
        "Ann Lee runs the port. The mayor, Eve Roy, said no. Lee denied it.",
        (Meant("Lee", 1, "Ann Lee"),),
    ),
    ActorCase(
        'The council met. "It is closed," said Ann Lee. She added that it was late.',
        (Meant("She", 0, "Ann Lee"),),
    ),
    ActorCase(
        "Tom Roy, who heads the village council, said no. The council head was firm.",
        (Meant("The council head", 0, "Tom Roy"),),
    ),
    ActorCase(
        "Orley Press, a firm in Lima, denied it. The firm said it had paid.",
        (
            Meant("The firm", 0, "Orley Press"),
            Meant("it", 1, "Orley Press"),
        ),
    ),
    ActorCase(
        "A group calling itself Night Owl said it had the files. The group gave proof.",
        (Meant("The group", 0, "Night Owl"),),
    ),
    ActorCase(
        "The dam's owner, Narrow Hydro, denied it. The company said it had checked.",
        (Meant("The company", 0, "Narrow Hydro"),),
    ),
    ActorCase(
        "A ministry spokesman said the road was open. The ministry said no more.",
        (
            Meant("A ministry spokesman", 0, "the ministry"),
            Meant("The ministry", 0, "the ministry"),
        ),
    ),
    ActorCase(
        "A spokeswoman for Orley Press said no.",
        (Meant("A spokeswoman for Orley Press", 0, "Orley Press"),),
    ),
    ActorCase(
        "A Peruvian government statement called that untrue.",
        (Meant("A Peruvian government statement", 0, "Peru"),),
    ),
    ActorCase(
        "The Peruvian side said the troops had left.",
        (Meant("The Peruvian side", 0, "Peru"),),
    ),
    ActorCase(
        "Peru said so. Lima repeated it on Monday.",
        (Meant("Lima", 0, "Peru"),),
    ),
    ActorCase(
        "Judge Ann Lee spent a year on it. Her report says the pump failed. It blames nobody.",
        (
            Meant("Her report", 0, "Ann Lee"),
            Meant("It", 0, "Ann Lee"),
        ),
    ),
    ActorCase(
        "The International Whaling Panel (IWP) said no. The IWP added that it was sure.",
        (Meant("The IWP", 0, "International Whaling Panel"),),
    ),
    ActorCase(
        "Mr Roy and Ms Roy disagree. Tom Roy and Eve Roy run the farm. Ms Roy said it was hers.",
        (Meant("Ms Roy", 1, "Eve Roy"),),
    ),
    ActorCase(
        "Tom Roy, the minister, and Eve Roy, a nurse, spoke. Minister Roy denied it.",
        (Meant("Minister Roy", 0, "Tom Roy"),),
    ),
    ActorCase(
        "Gen. Ann Lee spoke first. The general said no.",
        (Meant("The general", 0, "Ann Lee"),),
    ),
    ActorCase(
        "Ann Lee, 34, sold it. The 34-year-old said she was sorry.",
        (Meant("The 34-year-old", 0, "Ann Lee"),),
    ),
    ActorCase(
        "Ann Lee's lawyer, Tom Roy, spoke. He said his client was innocent.",
        (Meant("his client", 0, "Ann Lee"),),
    ),
    ActorCase(
        "The Orley Museum bought it. The museum said it was real.",
        (Meant("The museum", 0, "Orley Museum"),),
    ),
    ActorCase(
        "The Board of Audit met. The auditors said no.",
        (Meant("The auditors", 0, "Board of Audit"),),
    ),
    ActorCase(
        "Relatives said no one had called.",
        (Meant("Relatives", 0, "relatives"),),
    ),
    ActorCase(
        "The ministry said no.",
        (Meant("The ministry", 0, "the ministry"),),
    ),
    ActorCase(
        (
            "WASHINGTON (AP) — Treasury Secretary Janet Holloway told Congress on Thursday that the economy is "
            "sound. Sen. Bob Whitfield, R-Ohio, disagreed. “She is wrong,” he said. The White House said in a "
            "statement that the senator was playing politics. Holloway's office did not respond.\n\nA Pentagon "
            "spokesman, Maj. Gen. Pat Ryder, denied the report. The Kremlin called the allegation baseless, and "
            'Beijing said it was "pure invention". “Our position has not changed,” Foreign Ministry spokesperson '
            "Mao Ning said at a briefing in Beijing. She added that China opposes sanctions."
        ),
        (
            Meant("Treasury Secretary Janet Holloway", 0, "Janet Holloway"),
            Meant("Sen. Bob Whitfield", 0, "Bob Whitfield"),
            Meant("he", 0, "Bob Whitfield"),
            Meant("The White House", 0, "White House"),
            Meant("A Pentagon spokesman", 0, "Pat Ryder"),
            Meant("The Kremlin", 0, "Russia"),
            Meant("Beijing", 0, "China"),
            Meant("Foreign Ministry spokesperson Mao Ning", 0, "Mao Ning"),
            Meant("She", 1, "Mao Ning"),
            Meant("the senator", 0, "Bob Whitfield"),
        ),
    ),
    ActorCase(
        (
            'Manchester Rovers have sacked their manager, Lee Carsdale, after nine defeats. "I was never given a '
            'fair chance," the 48-year-old said on Monday. The club rejected that. "He had every chance," said '
            "chairwoman Fiona McBride. She denied that the board had lost patience in August. The Premier League "
            "declined to comment. Carsdale's agent, Tom Reilly, said the former manager would sue. Reilly "
            "claimed that Rovers owed his client £2m; the club said it owed nothing."
        ),
        (
            Meant("the 48-year-old", 0, "Lee Carsdale"),
            Meant("The club", 0, "Manchester Rovers"),
            Meant("chairwoman Fiona McBride", 0, "Fiona McBride"),
            Meant("She", 0, "Fiona McBride"),
            Meant("Carsdale's agent", 0, "Tom Reilly"),
            Meant("Reilly", 1, "Tom Reilly"),
            Meant("the club", 1, "Manchester Rovers"),
        ),
    ),
    ActorCase(
        (
            "The World Health Organization (WHO) said on Tuesday that the outbreak was over. Health Minister "
            "Grace Achieng thanked the agency but said her ministry disagreed. According to the WHO, no case has "
            "been seen since May. The minister told the BBC that two patients had been admitted last week. "
            'Doctors Without Borders, a charity that runs the clinic, confirmed that. "We treated both," said '
            "its head of mission, Paul Girard. The charity's doctors had warned of this, he added."
        ),
        (
            Meant("The World Health Organization (WHO)", 0, "World Health Organization"),
            Meant("Health Minister Grace Achieng", 0, "Grace Achieng"),
            Meant("the WHO", 0, "World Health Organization"),
            Meant("The minister", 0, "Grace Achieng"),
            Meant("Doctors Without Borders", 0, "Doctors Without Borders"),
            Meant("its head of mission", 0, "Paul Girard"),
            Meant("he", 0, "Paul Girard"),
        ),
    ),
    ActorCase(
        (
            "Apple Inc. on Friday denied that it had slowed older phones. The company said in a filing that "
            "claims to the contrary were false. Rivals were not convinced. “They did it before,” said Samsung "
            "Electronics vice president Kim Min-jae. Kim said the iPhone maker had admitted as much in 2017. A "
            "spokeswoman for Apple said Mr. Kim was mistaken. Consumer groups in France said they would sue."
        ),
        (
            Meant("Apple Inc.", 0, "Apple Inc."),
            Meant("The company", 0, "Apple Inc."),
            Meant("Samsung Electronics vice president Kim Min-jae", 0, "Kim Min-jae"),
            Meant("Kim", 1, "Kim Min-jae"),
            Meant("A spokeswoman for Apple", 0, "Apple Inc."),
            Meant("Consumer groups in France", 0, "consumer groups in France"),
        ),
    ),
    ActorCase(
        (
            "Two brothers are at the centre of the case. Daniel Ortiz, 41, told the court that he had never seen "
            "the money. His younger brother, Miguel Ortiz, said the opposite: Daniel had counted it in front of "
            "him. Prosecutor Elena Marsh said Miguel was credible. Daniel Ortiz's lawyer, Hugh Penrose, called "
            "the account a fabrication. Mr Penrose said that the brother had been offered a deal, which the "
            'prosecutor denied. "No deal was offered," she said.'
        ),
        (
            Meant("Daniel Ortiz", 0, "Daniel Ortiz"),
            Meant("he", 1, "Daniel Ortiz"),
            Meant("His younger brother", 0, "Miguel Ortiz"),
            Meant("Prosecutor Elena Marsh", 0, "Elena Marsh"),
            Meant("Daniel Ortiz's lawyer", 0, "Hugh Penrose"),
            Meant("Mr Penrose", 0, "Hugh Penrose"),
            Meant("the prosecutor", 0, "Elena Marsh"),
            Meant("she", 0, "Elena Marsh"),
        ),
    ),
    ActorCase(
        (
            "Iranian officials said Saturday that the tanker had been seized in international waters. Tehran "
            "blames Washington. In Washington, State Department spokesman Matt Miller rejected the Iranian "
            'account. Miller said the United States had acted on a court order. "It is a lie," said Iran\'s '
            "foreign minister, Hossein Rahimi, who is visiting Baghdad. The Iraqi government said it had not "
            "been informed. Oil traders in London, who follow the case closely, said prices would rise."
        ),
        (
            Meant("Iranian officials", 0, "Iranian officials"),
            Meant("Tehran", 0, "Iran"),
            Meant("State Department spokesman Matt Miller", 0, "Matt Miller"),
            Meant("Miller", 1, "Matt Miller"),
            Meant("Iran's foreign minister", 0, "Hossein Rahimi"),
            Meant("who", 0, "Hossein Rahimi"),
            Meant("The Iraqi government", 0, "Iraq"),
            Meant("it", 0, "Iraq"),
            Meant("Oil traders in London", 0, "oil traders in London"),
        ),
    ),
    ActorCase(
        (
            'A study in the journal Nature Climate found that glaciers are losing mass faster. "We were '
            'surprised," said lead author Anneli Koskinen, a glaciologist at the University of Helsinki. The '
            "researchers measured 200 glaciers. But Prof. David Marchetti of MIT, who was not involved in the "
            "study, said its methods were weak. He said the team had ignored snowfall. Koskinen disputes this; "
            "snowfall, she says, was included. Her co-author Wei Zhang agreed. The university stands by the "
            "paper."
        ),
        (
            Meant("lead author Anneli Koskinen", 0, "Anneli Koskinen"),
            Meant("Prof. David Marchetti of MIT", 0, "David Marchetti"),
            Meant("He", 0, "David Marchetti"),
            Meant("Koskinen", 1, "Anneli Koskinen"),
            Meant("she", 0, "Anneli Koskinen"),
            Meant("Her co-author Wei Zhang", 0, "Wei Zhang"),
            Meant("The university", 0, "University of Helsinki"),
        ),
    ),
    ActorCase(
        (
            "Former President Donald Trump and his son Donald Trump Jr. both attacked the ruling. Trump said the "
            'judge was biased. "My father is right," Trump Jr. said. Justice Juan Merchan had found that the '
            "company inflated its assets. The Trump Organization denied it. Attorney General Letitia James said "
            "no one is above the law; James also said she would collect the fine."
        ),
        (
            Meant("Trump", 2, "Donald Trump"),
            Meant("Trump Jr.", 1, "Donald Trump Jr."),
            Meant("Justice Juan Merchan", 0, "Juan Merchan"),
            Meant("The Trump Organization", 0, "Trump Organization"),
            Meant("Attorney General Letitia James", 0, "Letitia James"),
            Meant("James", 1, "Letitia James"),
            Meant("she", 0, "Letitia James"),
        ),
    ),
    ActorCase(
        (
            "Residents of Millbrook say the plant makes them ill. GreenChem, which owns the plant, insists that "
            'emissions are within limits. "We have nothing to hide," plant manager Gloria Peña said. The '
            "Environmental Protection Agency, or EPA, said it found benzene at three sites. The agency's "
            "regional director, Carl Voss, said tests would go on. GreenChem disputed the EPA's findings. The "
            "residents' lawyer, Amy Tran, called the company's denial \"laughable\". Critics say the EPA acted too "
            "late. The agency rejected the criticism."
        ),
        (
            Meant("Residents of Millbrook", 0, "residents of Millbrook"),
            Meant("GreenChem", 0, "GreenChem"),
            Meant("plant manager Gloria Peña", 0, "Gloria Peña"),
            Meant("The Environmental Protection Agency", 0, "Environmental Protection Agency"),
            Meant("The agency's regional director", 0, "Carl Voss"),
            Meant("the EPA", 0, "Environmental Protection Agency"),
            Meant("The residents' lawyer", 0, "Amy Tran"),
            Meant("Critics", 0, "critics"),
            Meant("The agency", 1, "Environmental Protection Agency"),
            Meant("the company", 0, "GreenChem"),
        ),
    ),
    ActorCase(
        (
            "The Syrian Observatory for Human Rights said 12 people were killed. The group, based in Britain, "
            "said Russian jets carried out the raid. Moscow denied it. Russian Defense Ministry spokesman Igor "
            "Konashenkov said no Russian plane had flown. The ministry has denied earlier reports as well. "
            "Turkey's president, Recep Tayyip Erdogan, said the strike was a crime. Ankara said it would "
            "respond. “They killed my children,” said Um Khaled, a mother of four. She wept as she spoke."
        ),
        (
            Meant("The Syrian Observatory for Human Rights", 0, "Syrian Observatory for Human Rights"),
            Meant("The group", 0, "Syrian Observatory for Human Rights"),
            Meant("Moscow", 0, "Russia"),
            Meant("Russian Defense Ministry spokesman Igor Konashenkov", 0, "Igor Konashenkov"),
            Meant("The ministry", 0, "Russian Defense Ministry"),
            Meant("Turkey's president", 0, "Recep Tayyip Erdogan"),
            Meant("Ankara", 0, "Turkey"),
            Meant("Um Khaled", 0, "Um Khaled"),
            Meant("She", 0, "Um Khaled"),
        ),
    ),
    ActorCase(
        (
            "Opposition leader María Corina López accused the electoral council of fraud. The council, known by "
            "its Spanish acronym CNE, said the vote was clean. López said her party had proof. The party "
            "published tallies on Monday. President Andrés Villar said the opposition leader was lying. His "
            "interior minister, Raúl Cano, went further. He said she had been paid by foreigners. The CNE did "
            "not publish its data. Venezuela's neighbours, among them Colombia and Brazil, said they wanted to "
            "see it."
        ),
        (
            Meant("Opposition leader María Corina López", 0, "María Corina López"),
            Meant("López", 1, "María Corina López"),
            Meant("President Andrés Villar", 0, "Andrés Villar"),
            Meant("His interior minister", 0, "Raúl Cano"),
            Meant("He", 0, "Raúl Cano"),
            Meant("the opposition leader", 0, "María Corina López"),
        ),
    ),
    ActorCase(
        (
            "An internal report by auditors KPMG concluded that Belmont Council overpaid a contractor. Council "
            "leader Priti Shah said the report was flawed. The contractor, Hallam Roads Ltd, said that it had "
            "been paid what was agreed. Shah's deputy, Mark Dunne, told the Belmont Echo that nobody at the "
            'council had read the contract. "That\'s nonsense," Cllr Shah told the paper. KPMG stood by its '
            "report. The report also says that records were destroyed; Mr Dunne denies that."
        ),
        (
            Meant("auditors KPMG", 0, "KPMG"),
            Meant("Council leader Priti Shah", 0, "Priti Shah"),
            Meant("The contractor", 0, "Hallam Roads Ltd"),
            Meant("it", 0, "Hallam Roads Ltd"),
            Meant("Shah's deputy", 0, "Mark Dunne"),
            Meant("Cllr Shah", 0, "Priti Shah"),
            Meant("KPMG", 1, "KPMG"),
            Meant("The report", 0, "KPMG"),
            Meant("Mr Dunne", 0, "Mark Dunne"),
        ),
    ),
    ActorCase(  # a firm that bears its founder's surname
        (
            "Holm, the country's largest brewer, has closed a plant in Orley. The company said on Monday that the plant "
            "was unsafe. Nobody was hurt, it said. Nils Holm, the founder's son, disputes that. Mr Holm said the plant "
            "was clean. Holm still denies that the plant was unsafe."
        ),
        (
            Meant("The company", 0, "Holm"),
            Meant("it", 0, "Holm"),
            Meant("Nils Holm", 0, "Nils Holm"),
            Meant("Mr Holm", 0, "Nils Holm"),
            Meant("Holm", 3, "Holm"),
        ),
    ),
    ActorCase(  # an acronym in apposition, then the subject of what was said
        "According to the teachers' union, the NTU, Corvel had been told twice about the roof. Corvel denied it.",
        (Meant("the teachers' union", 0, "NTU"), Meant("Corvel", 1, "Corvel")),
    ),
    ActorCase(
        "The Audit Network said the count was rigged. Mr Duval's party says that is a lie.",
        (Meant("The Audit Network", 0, "Audit Network"), Meant("Mr Duval's party", 0, "Mr Duval's party")),
    ),
    ActorCase(
        "The museum has pulled Ida Roth's film. The director said a donor was behind it.",
        (Meant("The director", 0, "Ida Roth"),),
    ),
    ActorCase(
        "The museum's director, Tom Berg, resigned. Its finance director, Eva Lund, is ill. The finance director said no.",
        (Meant("The finance director", 0, "Eva Lund"),),
    ),
    ActorCase(
        "Producer Marc-Antoine Roux denied that the film was late. Roux said it was true. He added that he was sure.",
        (
            Meant("Producer Marc-Antoine Roux", 0, "Marc-Antoine Roux"),
            Meant("Roux", 1, "Marc-Antoine Roux"),
            Meant("He", 0, "Marc-Antoine Roux"),
        ),
    ),
    ActorCase(  # "who" is the expert, not the paper
        "The claim was confirmed by an expert hired by the Herald, who found no sign of forgery.",
        (Meant("an expert", 0, "an expert"), Meant("who", 0, "an expert")),
    ),
    ActorCase(  # a heading in capitals is no part of a name
        "DARK WATERS\nMayor Ann Lee said on Monday that the port was closed. Lee denied that it was sold.",
        (Meant("DARK WATERS\nMayor Ann Lee", 0, "Ann Lee"), Meant("Lee", 1, "Ann Lee")),
    ),
    ActorCase(  # an emphasised opening names nobody
        "A FISHING BOAT is hard to hide. In Orley, the coastguard's spokesman denied that one had been seen.",
        (Meant("the coastguard's spokesman", 0, "the coastguard"),),
    ),
    ActorCase(
        "People say the mayor lied. Many say the bridge is unsafe. Leaked messages said that he knew. Local people said no.",
        (Meant("Local people", 0, "local people"),),
    ),
    ActorCase(
        "In an e-mail to staff on Monday, seen by Reuters, chief economist Ada Lind wrote that the bank was sound.",
        (Meant("chief economist Ada Lind", 0, "Ada Lind"),),
    ),
)
