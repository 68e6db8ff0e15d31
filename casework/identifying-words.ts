/** What texts about a case say with capitals although nobody is named, in the languages of the forms; small letters, without endings. */

const LANGUAGES = ['en', 'fr', 'de', 'it', 'ru', 'es'] as const;

const list = (words: string) => words.trim().split(/\s+/);

/** Offices, places and offices' work. */
const INSTITUTIONS = list(`
  action admission advocate agency airport anti area army assembly association assistance asylum authority avenue border bridge bus call
  campus care case catholic center central centre chamber charity child children christian church city civil clinic coalition college
  commission committee community condition congress consul consular consulate contact convention coordinator council counselling country
  court crescent crisis department desk detention directorate district doctors duty east embassy emergency european faculty family
  federal federation first floor focal forced forum foundation general government group guard handbook health help helpline high home
  hospital hostel hotel hotline house human immigration inspectorate institute international justice labour labor law legal line
  main manager mechanism medical men migration minister ministry mission mobile municipal municipality museum national nations network
  north northern office officer organisation organization orthodox palace park parliament plan platform plaza point police port
  presumed program programme project prosecutor protection protocol public reception red referral refugee region regional report residence
  return right rights road room safe safety saint school secretariat section security service services shelter social society south
  southern special square state station street supreme survivor task team territory third town trade trafficking training transit
  transnational travel trust unaccompanied union unit united university victim victims village voluntary welfare west western white
  women worker workers world youth
  act affairs citizen compensation crime day democratic equal exploitation foreign gender gender-based institution internal narcotics
  offence opportunities ombudsman prevention sexual slavery violence week
  académie accueil agence ambassade asile assemblée avocat centre chambre clinique comité conseil consulat convention cour   direction défense défenseur droits enfance enfants foyer gare gendarmerie hôpital hôtel inspection justice maison mairie ministère
  mécanisme office parquet police préfecture point protection refuge rouge service sud nord est ouest tribunal traite union unité
  université ville état aide sociale sociaux femmes mission
  allergien angehörige anhörung arbeit arzt ärztin bedarf begleitung behandlung beratung betreuung dolmetscherin familie fieber freunde
  frist fristen geld gericht gesundheit gewalt grund hilfe kinder kontakt krankheit lage medien medikamente mutter notfall ort papiere platz
  polizei risiken rückkehr schmerzen schulden schutz schwangerschaft sicherheit sprache sprachen termin tochter uhr unterkunft untersuchung
  vater verfahren wohnung zimmer
  agenzia ambasciata aeroporto associazione casa centro comune comitato consiglio consolato convenzione corte questura prefettura
  procura ministero numero ospedale polizia progetto punto rossa servizi servizio sociale sociali stazione tribunale ufficio unione
  università verde tratta stato
  agencia aeropuerto asociación ayuntamiento casa centro comisaría comité consejo consulado convenio corte defensor defensora embajada
  estación estado fiscalía fundación guardia hospital juzgado juzgados línea ministerio oficina organización policía proyecto punto roja
  servicio servicios tribunal trata unidad unión marino universidad nacional
  агентств аэропорт ассоциаци больниц верховн вокзал генеральн горячая горяч город дом запад зелен инспекци институт комиссариат комиссия
  комисси комитет конвенци консульств красн кризисн линия лини международн мид министерств мисси мвд наци национальн област обществ
  объединенн омбудсмен орган организаци отдел офис парк полици посольств прав правительств приют прокуратур район республик север
  служб совет союз социальн суд университет управлени федеральн фонд центр школ юг
`);

/** What begins sentences. */
const BEGINNINGS = list(`
  a about according after all also although always am an and another any anybody are as ask at based because been before being below both
  but by call can contact could dear did do does during each either even every everyone everything few follow for from further give given
  had has have he hello her here hers hi him his how however i if in into is it its just last let like many maybe me meanwhile more most my
  near never new next no nobody none not nothing now of often on once one only or other our out over people perhaps person phone please
  possible regarding same see she should since so some somebody someone something sometimes soon still such tell thank thanks that the
  their them then there these they this those though through to today together tomorrow tonight too two under unless until upon urgent us very
  wait was we were what when where whether which while who whose why will with without would write yes yesterday yet you your
  afin ainsi alors après au aucun aucune aujourd aussi autre aux avant avec avoir bien bonjour car ce cela celle celui ces cet cette ceux
  chaque chez chère cher comme contact contre dans de demain depuis des deux donc du elle elles en encore entre est et eux hier il ils
  je jamais la le les leur leurs lors lorsque mais malgré merci mes mon même ne ni non nos notre nous on or ou où oui par parce pas pendant
  personne peut plus pour pourquoi près puis quand que quel quelle qui quoi sa sans se selon ses si son sous sur tous tout toute toutes très
  trois un une vers voici vos votre vous y
  aber alle als also am an ansprechperson auch auf aus bei beide bitte da damit dann das dass dein dem den denn der des deshalb die dies diese
  dieser dieses doch dort drei durch ein eine einem einen einer es für gegen guten hallo heute herzlich hier ich ihr ihre im in ist ja
  jede jeder kein keine kind können liebe man mein mit morgen nach nein nicht noch nur ob oder ohne seit sehr sein seine sie sind so über um und
  uns unser unter viele vom von vor wann warum was wegen weil wenn wer wie wir wo zu zum zur zwei zwischen
  abbiamo adesso al alla anche ancora avere buongiorno che chi ci come con contro cosa così cui da dal dalla dei del della delle di
  domani dopo dove due e ecco egli essa esse ed era fino fra già gli grazie ha hanno i ieri il in io la lei li lo loro lui ma mai mentre
  molto nel nella nessun nessuno noi non nostra nostro o oggi ogni oltre ora per perché però più poi prego presso prima qual quale quando
  quanto quella quello questa questo qui se secondo sempre senza si sia solo sono sta sua sue sui sul sulla suo tra tre tutte tutti un una
  uno vi voi
  además ahora al algo algunos ante antes aquí así aunque ayer bajo bien buenos cada casi como con contra cual cualquier cuando cuándo dado de
  del desde después donde dos durante el él ella ellas ellos en entonces entre era es esa ese eso esta está este esto fue gracias ha
  hacia han hasta hay hola hoy la las le les lo los mañana más me mi mientras muy nada nadie ni no nos nosotros nuestra nuestro nunca o otra
  otro para pero persona poco por porque pues que qué quien quién se según ser si sí sin sobre solo son su sus también tan todavía todo todos
  tras tres tu un una uno usted y ya yo
  а без более был была были быть в вам вас ваш весь во вот все всего вчера вы где да для до его ее если есть еще ж за завтра здесь здравствуйте
  и из или им их к как когда который кто ли между меня мне может мы на над надо наш не него нее нет никто но ну о об обе он она они оно от перед
  по под после потом почему при про раз с сам свой сегодня сейчас со так также там тем теперь то тогда того тоже только тот три ты у уже
  уважаемая уважаемые уважаемый что чтобы эта эти это этот я человек два
`);

/** Places follow these, people hardly. */
export const BEFORE_PLACES = new Set(list('in at near en im nach в во из через возле около'));

const RUSSIAN_ENDING =
  /(?:ого|его|ому|ему|ыми|ими|ами|ями|ией|ой|ей|ую|юю|ая|яя|ое|ее|ые|ие|ий|ый|ых|их|ым|им|ах|ях|ам|ям|ом|ем|ии|ию|ия|[аяоеыиуюьй])$/u;

/** A word without what grammar adds to it. */
export function stemOf(word: string): string {
  const small = word.toLowerCase().replaceAll('ё', 'е');
  if (/\p{Script=Cyrillic}/u.test(small)) return small.replace(RUSSIAN_ENDING, '');
  return small.length > 4 ? small.replace(/s$/, '') : small;
}

/** The participating States, and countries from where many come. */
const COUNTRIES = list(`
  AD AE AF AL AM AO AT AZ BA BD BE BF BG BI BJ BR BY CA CD CG CH CL CM CN CO CU CY CZ DE DK DO DZ EC EE EG ER ES ET FI FR GB GE GH GM GN
  GR HR HT HU ID IE IL IN IQ IR IS IT JO JP KE KG KH KR KZ LA LB LI LK LR LT LU LV LY MA MC MD ME MG MK ML MM MN MR MT MX MY NE NG NL NO NP
  PE PH PK PL PS PT PY QA RO RS RU RW SA SD SE SI SK SL SM SN SO SS SY TD TG TH TJ TM TN TR TZ UA UG US UZ VA VE VN XK YE ZA ZM ZW
`);
/** That people in them speak. */
const SPOKEN = list(`
  am ar az be bg bn bs ca cs da de el en es et fa fi fr ha he hi hr hu hy id ig is it ja ka kk km ko ku ky lt lv mk mn ms my nb ne nl pa pl ps
  pt rom ro ru sk sl so sq sr sv sw ta tg th ti tk tl tr uk ur uz vi wo yo zh
`);

let known: ReadonlySet<string> | null = null;
let months: ReadonlySet<string> | null = null;

/** Stems that name a country, a language, a month, a day of the week or an institution, or begin a sentence. */
export function knownStems(): ReadonlySet<string> {
  known ??= new Set(
    [
      ...INSTITUTIONS,
      ...BEGINNINGS,
      ...LANGUAGES.flatMap((language) => [...countriesAndLanguages(language), ...days(language)]),
    ].map(stemOf),
  );
  return known;
}

/** Names of months as dates have them, whole and short, small letters. */
export function monthNames(): ReadonlySet<string> {
  months ??= new Set(
    LANGUAGES.flatMap((language) => [...parts(language, 'long', 'month'), ...parts(language, 'short', 'month')]),
  );
  return months;
}

function countriesAndLanguages(language: string): string[] {
  const regions = new Intl.DisplayNames(language, { type: 'region' });
  const languages = new Intl.DisplayNames(language, { type: 'language' });
  const names = [...COUNTRIES.map((code) => regions.of(code)), ...SPOKEN.map((code) => languages.of(code))];
  return names.flatMap((name) => wordsOf(name ?? ''));
}

function days(language: string): string[] {
  return [...parts(language, 'long', 'month'), ...parts(language, 'long', 'weekday')];
}

function parts(language: string, length: 'long' | 'short', part: 'month' | 'weekday'): string[] {
  const format = new Intl.DateTimeFormat(language, { day: 'numeric', [part]: length, timeZone: 'UTC' });
  const moments = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, month + 1));
  return moments.flatMap((moment) =>
    format.formatToParts(moment).flatMap(({ type, value }) => (type === part ? wordsOf(value) : [])),
  );
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{L}+(?:[-’]\p{L}+)*/gu) ?? [];
}
