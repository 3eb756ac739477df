"""English words that can be cut into two syllables of pinyin or more: an-yo-ne, li-ce-nce, ma-chi-ne.

From the British word list of SCOWL (http://wordlist.aspell.net, 2020.12.07), by `syllables`.
"""

from __future__ import annotations

_WORDS = """
abaci abase abate abating abide abiding abode abuse acetate ache acumen acute adage adipose adulate adulating agate
agenda aide aiding ailing aiming alibi alienate alienating aliening alike along alongside amaze amen amending amuse
andante anemone angle angling animate animating anime anise annexing ante antedate antedating anti antigen antique
anyone apace apiece aping arena arise arisen arouse ashen aside asinine awaiting awake awaken awakening aware awoke
awoken axing azure bade badinage bailing baiting baize bake balalaika balance bale baling banana bandage bandana
bandanna banding bane bangle banning banqueting banyan bare base baseline baseman basemen basilica bate bating
baying bayoneting bayou beige bending benzene bide biding bike bile binding binge binning bite biting bitumen bode
bodega bodice boding boga bogeying bohemian bola bole bonanza bone boning bore bosun boxing butane buying cabana
cabin cacao cache cadence cadenza cage cake calamine calve came camomile cancan candidate cane canine canning
cantata canting care carouse case catamaran catechise cede ceding celibate cementing censure centime cerise chaining
chaise chalice chamomile chance change changeling chanting chase chemise cheque chichi chide chiding chime chiming
china chute cicada cilia cinema cite citing citizen congregate congregating cubing cuisine cumin cumuli cunning
cupola cure cute dacha dale damage dame dance dangle dangling dare data database date dateline datelining dating
daze debase debate debating debenture debiting debuting decade decadence decanting decaying decide deciding decimate
decimating dedicate dedicating deduce deface defame defaming defence defending defoliate defoliating defuse deice
delaying delegate delegating delete deleting deli delicate delimiting delinting delude deluding deluge delve
demanding demise demo demote demoting demure denature denizen dense dentine denting denture denude denuding denying
dependence depending depose depositing depute deputing deputise derange deride deriding desire detailing detaining
dice dieseling dieting dietitian dike dilate dilating diligence dilute diluting dime dine dining dipole dire
disabuse disenchanting disengage disentangle disentangling disunite disuniting disuse dongle douche douse dude
duding duke dunce dune dunning duodena duping edamame editing educate educating elate elating elegance eliciting
elide eliding elite elude eluding emailing emanate emanating emending eminence emoji emote emoting emulate emulating
encase enchanting enchilada ending endurance endure enema enemata engage enhance ensure entailing entangle
entangling entice entire enure envying epicure ermine erudite exile exiling exiting exude exuding eyepiece eying
facade face faceting facile fade fading fake fame famine fanfare fanning fantasise fanzine fare farina fate fating
faxing faze fence fending foci foliage fomenting fore forebode foreboding foreman foremen forename forewoman
forewomen fouling foxing fume fumigate fumigating fuming fuse fuselage futile future gaining gala gale galena game
gamete gamin gamine gaming ganglia gangling gangrene gangrening gaoling gaping gate gating gaze gazebo geisha
gelatine gene genie genitalia genre gentian gentile gouge guacamole guidance guide guideline guiding guile guise
gunman gunmen gunning gunrunning gunwale guru guying haiku hailing hake hale haling halve handing hangman hangmen
hare hate hating haying haze hence henna here heritage hesitate hesitating hexing house huge hula human humane
humanise humeri humiliate humiliating hunting jibing jingle jingling jinni jinxing junketing junta jute kahuna kale
kamikaze kaolin karaoke kenning keying lace lacuna lade laden lading lake lama lame lamenting laminate laminating
laming lance landing lane language lase late latitude laying laze legalese legalise legate legume leisure lemonade
lexica lice licence license lichen liege ligature like liken likening lime liming limiting limo limousine linage
linden line lineman linemen linen linkage linting lire lite litigate litigating longtime louse lubing lunge lupin
lupine lure lute mace machete machine machining madame made magazine magenta maharishi maiden mailing maiming maize
make malaise male malice mama manage mandate mandating mane manga manganese mange mangle mangling manicure manna
manning manse manure mare marihuana marina marinade marinading marinate marinating marine maritime mate mating
mature maxima maximise maxing mayo maze mechanise media median mediate mediating medicate medicating medicine
meditate meditating melange melanin meme memo memoranda memorise menace menage mending menhaden mere meridian
meriting mesa meta mete meting mica mice mike mile militate militating mime miming mimosa mince minding mine mingle
mingling minibike minima minimise minting minute minuteman minutemen minuting mire misuse mite mitigate mitigating
mixing mobile mobilise mocha mode modulate modulating module mole molecule monetise moping more moseying mote motile
mouse mucilage mule muse musicale mutate mutating mute mutilate mutilating muting nailing name namesake naming
nasalise nature nebula negate negating nice niche niece nine ninepin nixing nuance nubile nude nuke obeisance
ocarina okaying omega omen onetime opaque open opine opining orange orangutan orangutang origami outage outing oxide
oxidise pace pagan page paining palace palate pale paleface paling palisade panache pancake panda pane panning
pantie panting papa papaya pare parentage parenting pasha pate patina paying pence pending penlite penning pica
picante picayune piece pike pile piling pinafore pine pinkeye pinnate pinning piping pique piranha pita pixie podia
poke polarise pole police policeman policemen poling polite pomade pomading pone populace populate populating pore
pose positing pouting puke pulverise puma pumice pupa pure puritan quanta range ranting rebate rebating rebinding
rebuke recanting recede receding recite reciting recouping reduce refuge refuse refute refuting regaining regale
regalia regaling regulate regulating relate relating relaxing relaying relegate relegating reliance remade remaining
remake remanding reminding remote rename renaming rending renegade renegading renege renting repaying repentance
repenting repose repudiate repudiating repute reputing reran reroute rerouting rerun rerunning resale resenting
reside residence residing resume resuming retailing retaining retake retaken retaliate retaliating reticence retina
retire rice ride ridicule ridiculing riding rile riling rime riming ripen rise risen rite rouge rouse route routine
routing routinise rude ruining rule ruling ruminate ruminating rune running ruse rutabaga sabotage safari saga sage
sailing sake salami sale saline salute saluting salve same sanding sane sanguine sanitise sari sarong sashaying sate
sating satire satirise saying secede seceding secure sedan sedate sedating seduce semen semi senate sending senile
senna sense sensitise sere serenade serenading serene sesame sewage sexing shade shading shake shaken shale shaman
shame shaming shanghai shaping share shareware shebang shelve shenanigan shine shining shire shouting shunning
shunting shuteye side sideline sidelining sidelong siding silage silica silicate simian simile simulate simulating
sine sinecure sire siren site siting situ size souping souse suicide suite suiting sumo sunken sunning sunrise
sunshine suntan suntanning supine sure sushi suture tabu tabulate tabulating tailing take taken tale tamale tame
taming tangerine tangle tangling tannin tanning tantalise taping tarantula tare taxi taxing telexing tenanting
tenure tide tiding tike tile tiling time timeline timepiece timing tine tingle tingling tipi tire titan toucan
touting tuba tubing tuna tune tutelage tutu wade wadi wading wage wailing waiting wake waken wakening wale waling
wane wangle wangling wanna wanting wapiti ware warehouse waxing wending woke woken wolverine woman womanise
womanlike women wore yeti yoga yoke yore yule yuletide zebu zeta
"""
LOOKALIKES = frozenset(_WORDS.split())
"""Words in lower case that look like a given name and are none."""
