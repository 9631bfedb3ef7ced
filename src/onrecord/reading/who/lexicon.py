"""The word classes of source phrases: roles, titles, documents, institutions, groups, pronouns.

Lower case throughout; a class holds singulars, and plurals where news copy uses them as sources.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a block of text, as a set."""
    return frozenset(text.split())


HONORIFICS = words("""
    mr mr. mrs mrs. ms ms. miss dr dr. sir lord lady dame prof prof. sheikh shaikh shaykh ayatollah hojatoleslam
    mullah mufti imam rev rev. reverend father sister brother cardinal bishop archbishop patriarch pope rabbi
    saint st. don sayyid seyyed hajj maulana madame monsieur señor baroness baron count countess
    """)

RANKS = words("""
    general gen gen. lieutenant lt lt. colonel col col. major maj maj. captain capt capt. admiral adm adm.
    brigadier brig brig. sergeant sgt sgt. commander marshal corporal commodore vice-admiral major-general
    lieutenant-general lieutenant-colonel inspector superintendent detective constable
    """)

# Offices in which a person speaks for a state when the words around say which, or when none other is near.
STATE_ROLES = words("""
    minister premier president chancellor king queen prince princess emir sultan sheikh monarch crown ambassador
    envoy consul attache attaché diplomat undersecretary secretary ministers ambassadors envoys presidents
    premiers vice-president vice-premier taoiseach tsar czar negotiator attorney-general director-general
    governor-general solicitor-general auditor-general consul-general governor gov. amb. viceroy regent caliph
    speaker fm pm
    """)

FORCES_ROLES = RANKS | words("""
    commander commander-in-chief officer officers commanders prosecutor prosecutors general generals
    chief-of-staff judge soldier soldiers
    """)

PUBLIC_ROLES = words("""
    official officials spokesman spokeswoman spokesperson spokespeople spokesmen representative representatives
    delegate delegates delegation aide aides adviser advisers advisor advisors negotiators diplomats leader
    leaders leadership authority authorities mediator mission source sources chief chiefs head heads director
    directors chairman chairwoman chair chairperson co-chair co-chairman co-chairwoman co-leader co-director
    co-president vice-chairman vice-chair deputy deputies member members secretary-general commissioner
    commissioners inspector inspectors coordinator administrator regulator ombudsman auditor mayor councillor
    councilor councillors councilors alderman vice-mayor police-chief
    """)

COMPANY_ROLES = words("""
    ceo cfo coo owner founder co-founder manager executive executives editor editor-in-chief publisher partner
    principal rector dean coach trainer captain
    """)

PRIVATE_ROLES = words("""
    analyst analysts professor expert experts economist economists historian historians lawyer lawyers attorney
    attorneys activist activists dissident dissidents journalist journalists reporter reporters correspondent
    cleric clerics senator sen. rep. sens. reps. congressman congresswoman lawmaker lawmakers legislator
    legislators mp mps author writer actor actress singer artist director scientist scientists researcher
    researchers scholar scholars student students teacher teachers doctor doctors nurse farmer farmers resident
    residents witness witnesses villager villagers survivor survivors victim victims relative relatives mother
    father parents son daughter wife husband brother sister widow uncle aunt cousin family friend friends
    neighbour neighbor neighbours neighbors colleague colleagues trader traders dealer dealers broker brokers
    investor investors strategist consultant consultants businessman businesswoman tycoon player players striker
    defender goalkeeper champion winner pilot driver passenger passengers worker workers prisoner prisoners
    inmate refugee refugees migrant migrants protester protesters demonstrator demonstrators rebel rebels
    fighter fighters militant militants gunman gunmen commentator commentators observer observers critic critics
    voter voters man woman men women boy girl teenager people pensioner shopkeeper tourist tourists fan fans
    queen miss astronomer astronomers engineer geologist meteorologist seismologist physician surgeon
    pathologist epidemiologist psychologist sociologist guard suspect defendant candidate candidates nominee
    nominees contender contenders frontrunner front-runner incumbent challenger running-mate pollster academic
    academics entourage columnist blogger philanthropist novelist poet monk monks priest recruit bride
    schoolgirl schoolboy supporter supporters defector convert jihadist jihadi solicitor barrister graduate
    insider insiders veteran
    """)

ROLES = STATE_ROLES | FORCES_ROLES | PUBLIC_ROLES | COMPANY_ROLES | PRIVATE_ROLES

# Words of an office that describe which one it is: "deputy foreign minister", "minister of public works".
PORTFOLIOS = words("""
    foreign affairs external interior home internal defence defense finance financial economy economic economics
    trade commerce industry industries justice health education agriculture agricultural transport
    transportation energy environment environmental culture cultural sports sport tourism labour labor
    employment social welfare security safety police public works housing planning development science
    technology information communications communication telecommunications prisoners prisoner women youth
    religious religion immigration water land lands mines mining oil petroleum gas fisheries forestry rural
    local government international cooperation relations relation regional treasury budget revenue cabinet state
    states staff national constitutional parliamentary presidential roads highways railways aviation civil
    service services human rights resources nuclear narcotics prisons intelligence military army navy naval air
    force forces political law order war veterans exchequer industrial integration homeland investment
    investments privatisation emergency emergencies situations consumer infrastructure investigation
    """)

ROLE_MODIFIERS = words("""
    deputy prime first vice acting former ex senior chief assistant under junior special permanent high top
    interim caretaker outgoing incoming newly-elected then late ruling veteran main lead leading crown managing
    executive general joint honorary associate wing squadron flight petty warrant lance rear new old second
    third supreme exiled jailed ousted deposed visiting retired
    """)

FORMER = words("former ex ex- late deposed ousted retired one-time onetime erstwhile then")

DOCUMENTS = words("""
    statement statements report reports letter communique communiqué declaration document documents memo
    memorandum resolution resolutions text texts release study survey poll article editorial commentary
    interview broadcast dispatch message note bulletin briefing slide chart summary guideline guidelines
    regulation regulations law constitution decree ruling verdict indictment affidavit lawsuit complaint figures
    data statistics findings records paper book memoir tweet post posting blog video recording tape transcript
    filing notice warning announcement appeal speech address remarks comments leaflet circular petition charter
    treaty agreement accord plan proposal draft draught bill motion polls surveys studies books memos piece ad
    ads advert advertisement clip spot feature column manifesto press-release footage results notification
    newsletter brochure website forecast census
    """)

PRESS_DOCUMENTS = words("""
    report reports article story dispatch broadcast footage editorial commentary interview newscast paper piece
    feature column
    """)

# Heads of bodies that are a part of a state, when a state or nothing names their owner.
STATE_BODIES = words("""
    government administration ministry ministries department cabinet parliament army military navy police
    police-force militia presidency authorities regime junta embassy mission court tribunal prosecutor's
    intelligence forces troops foreign-ministry treasury judiciary legislature congress senate assembly
    consulate leadership palace politburo throne coastguard gendarmerie customs monarchy secretariat command
    inspectorate prosecution
    """)

PUBLIC_BODIES = words("""
    agency service bureau commission committee council office authority board institute administration
    directorate centre center bank fund
    """)

OWN_BODIES = words("""
    association union federation confederation party movement front group company corporation firm organization
    organisation league club foundation trust society alliance coalition congress brotherhood bloc faction
    network university college school hospital church institute institution airline airlines conference summit
    campaign opposition tribe community team business monopoly giant conglomerate consortium charity militia
    guerrillas insurgents separatists syndicate committee commission council board bank agency observatory
    chamber side camp brigade brigades
    """)

PRESS_BODIES = words("""
    newspaper daily weekly magazine channel television tv radio broadcaster network station agency agencies
    media press tabloid paper website outlet outlets journal wire portal newspapers dailies channels broadsheet
    monthly
    """)

BODY_HEADS = STATE_BODIES | PUBLIC_BODIES | OWN_BODIES

OUTLET_HEADS = words("""
    post times herald tribune journal news gazette telegraph mail chronicle daily weekly television tv radio
    press magazine newspaper broadcasting examiner observer inquirer courier dispatch star sun globe mirror
    express standard bulletin shimbun zeitung presse prensa gazeta novosti shimpo ribao nachrichten rundschau
    """)
# In capitals these close or open the name of a body: "Dutch Immigration Service", "Office on Drugs and Crime".
NAME_HEADS = words("""
    ministry department office agency bureau service commission committee council court bank university
    institute association union federation confederation party movement front group corporation corp company co
    inc ltd corp. co. inc. ltd. software instruments steel electric motor electronics stores cement organization
    organisation league club foundation trust society alliance coalition congress parliament assembly senate
    house army navy police force forces guard guards administration authority board center centre fund academy
    college school hospital church embassy brotherhood jihad television tv radio news times post herald tribune
    daily journal press network airlines airways motors petroleum oil gas electric telecom international command
    corps directorate secretariat chamber observatory mission staff duma exchange broadcasting enterprises
    holdings industries systems technologies laboratories partners associates airport stadium street avenue
    square palace airbase province prefecture district county convention forum summit accord agreement treaty
    act law
    """)

PLACE_HEADS = words("""
    street avenue square airport stadium province prefecture district county river mountain island islands
    strait sea gulf bay valley city town village region peninsula lake desert
    """)

NATIONAL = words("national state federal central royal supreme general people's imperial")
LOCAL = words("""
    local provincial regional city municipal county district state-level village town prefectural territorial
    township borough
    """)

PLURALS = (
    words(
        """
    police people media press troops forces authorities parents family staff clergy public military rebels both
    sides
    """
    )
    | frozenset(w for w in ROLES | DOCUMENTS | PRESS_BODIES if w.endswith("s") and not w.endswith("ss"))
    | words("""
    scholars analysts residents diplomats sources spokespeople spokesmen men women people gunmen
    """)
)

DETERMINERS = words("""
    the a an his her its their our my your this that these those one another some several many most both all
    each every any two three four five six seven eight nine ten no other dozens hundreds thousands
    """)
INDEFINITE = words("""
    a an one another some several many most two three four five six seven eight nine ten various certain
    """)
POSSESSIVES = words("his her its their our my")

HE, SHE = words("he him his himself"), words("she her hers herself")
THEY, IT = words("they them their themselves both"), words("it its itself")
FIRST = words("i we me us my our ours mine myself ourselves")
RELATIVES = words("who whom that which whose")
PRONOUNS = (
    HE
    | SHE
    | THEY
    | IT
    | FIRST
    | RELATIVES
    | words("those these this one others some many most you everyone everybody someone somebody anyone anybody")
    | words("whoever whatever none neither nobody")
)
NONE = words(
    "no none neither nor nobody whoever"
)  # what makes a source nobody in particular: "no minister", "neither leader"

PARTICLES = words("""
    al el ul al- el- ul- an- as- ash- bin bint ibn ben abu de da do dos das del della di du van von der den ter
    ten la le las los y e zu af ould dit
    """)

# What ends the core of a noun phrase: a preposition, a participle or a relative.
POSTMODIFIERS = words("""
    of for from with in at on by to who whom whose which that about under near behind inside outside against
    over responsible identified named called known speaking quoted published issued released prepared recently
    obtained seen carried led based aimed dated posted signed adopted drafted including especially such as like
    familiar close travelling traveling briefed attending involved accused charged among between during after
    before since whose representing participating working living written made sent read conducted commissioned
    following where when
    """)

AUTHORING = words("by from of in")

SAY = words("""
    said says say saying told tells tell telling added adds adding announced announces reported reports insisted
    insists warned warns stressed stresses claimed claims confirmed confirms denied denies argued argues stated
    states noted notes reiterated declared called urged urges accused accuses explained vowed pledged predicted
    acknowledged admitted admits asked wrote writes pointed described condemned welcomed criticised criticized
    rejected expressed replied suggested conceded maintained demanded quoted emphasized emphasised complained
    revealed disclosed commented remarked concluded recalled alleged asserted
    """)

HEARSAY = words("""
    reportedly allegedly purportedly supposedly reported alleged rumoured rumored believed thought suspected
    accused expected considered understood charged speculation speculations concern concerns fears warned seen
    consensus
    """)

# What things seem to be, in the reporter's own eyes: nobody says so.
APPEARANCE = words("""
    seem seems seemed appear appears appeared look looks looked unclear clear known dubbed nicknamed regarded
""")


def inflected(text: str) -> frozenset[str]:
    """The forms of regular verbs.

    >>> sorted(inflected("deny hope"))
    ['denied', 'denies', 'deny', 'denying', 'hope', 'hoped', 'hopes', 'hoping']
    """
    out: set[str] = set()
    for verb in text.split():
        if verb[-1] == "y" and verb[-2] not in "aeou":
            out |= {verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"}
        else:
            bare = verb.removesuffix("e")
            out |= {verb, f"{verb}{'es' if verb.endswith('ss') else 's'}", f"{bare}ed", f"{bare}ing"}
    return frozenset(out)


# Verbs by which somebody in particular says, wants, thinks or means something.
VOICING = (
    SAY
    | inflected("""
    accuse acknowledge add admire agree allege announce answer appeal argue ask assert assure believe blame caution
    call cite claim comment complain conclude concede condemn confirm consider continue criticise criticize decide
    declare decline defend demand deny describe disclose dismiss dispute doubt emphasise emphasize endorse estimate
    expect explain express fear hint hope insist intend lament maintain note object offer oppose order pledge point
    praise predict promise propose question quote reaffirm recall recommend refuse regret reiterate reject remark
    repeat reply report request respond reveal signal state stress suggest support suspect threaten tweet urge voice
    vote vow want warn welcome wish worry
    """)
    | words("""
    think thinks thought thinking know knows knew knowing feel feels felt feeling plan plans planned planning seek
    seeks sought seeking forbid forbids forbade admit admits admitted admitting write writes wrote writing swear
    swears swore swearing tell tells told telling say says said saying rule ruled rules ruling set sets spoke speak
    speaks speaking
    """)
)

BE = words("is are was were be been being")
AUXILIARIES = words(
    "has have had will would may might could should must also not long already since now again earlier later"
)
# What is done to those who are spoken to or of: "was told", "has been accused".
UNDERGONE = words("""
    told informed asked urged warned advised ordered instructed reminded notified briefed invited persuaded convinced
    accused charged criticised criticized condemned praised blamed arrested suspected refused denied offered allowed
    awarded announced adopted named known believed thought understood reported rumoured rumored dubbed linked expected
    """)

NEVER_NAMES = words("""
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan jan. feb feb. mar apr apr. jun jul aug aug. sep sept sept. oct oct.
    nov nov. dec dec. i christmas easter ramadan christian christians muslim muslims moslem moslems islamic
    islamist jewish jew jews sunni shiite shia hindu hindus buddhist buddhists catholic catholics protestant
    orthodox western eastern northern southern central west east north south middle gmt internet arab arabs
    european europeans african africans asian asians latin olympic olympics god bible koran quran republican
    republicans democrat democrats democratic conservative conservatives labour communist communists liberal
    liberals
    """)

OPENERS = words("""
    the a an but and or so yet after although though while when if as at in on for from with by to of since
    because before during despite amid among under over earlier later meanwhile however moreover also asked
    speaking referring citing according only both all some many most few several other another this that these
    those there then here it he she they we you his her its their our my what why how who where not no yes never
    even just still now once until unless without within about against between through last next first second
    third one two three hours days weeks months years local instead nevertheless nonetheless besides further
    furthermore additionally currently recently nearly almost more less such each every either neither whether
    perhaps maybe indeed thus hence therefore quoting commenting responding following given let please read
    former apart based born founded created talks police officials witnesses analysts diplomats said prime
    foreign deputy
    """)

REGION_GROUPS = words("""
    western european arab african asian gulf muslim islamic latin nato eu southern northern eastern central
    scandinavian nordic baltic balkan
    """)

FEMALE_WORDS = words("""
    mrs mrs. ms ms. miss lady dame madame queen princess duchess countess baroness woman girl mother daughter
    wife sister widow aunt actress spokeswoman chairwoman businesswoman congresswoman stateswoman policewoman
    waitress hostess nun sister grandmother niece heroine girlfriend
    """)
MALE_WORDS = words("""
    mr mr. sir lord king prince duke count baron man boy father son husband brother uncle actor spokesman
    chairman businessman congressman policeman priest bishop archbishop cardinal pope imam ayatollah sheikh emir
    grandfather nephew boyfriend
    """)
KIN = words("""
    father mother parents parent son daughter sons daughters wife husband brother sister widow uncle aunt cousin
    family relatives relative grandfather grandmother lawyer lawyers spokesman spokeswoman spokesperson
    entourage office aides aide friends supporters deputy predecessor successor government party
    """)
