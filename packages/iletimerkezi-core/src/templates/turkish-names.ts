import { foldHeader } from '../fold-header.js';

/**
 * Common first and family names of Turkey whose last syllable follows vowel harmony, compiled by hand. A name is absent when
 * its suffix differs between speakers (Meral, Resul, Zuhal) or it is also common in other languages with another sound.
 */
const REGULAR =
  // First names of men
  'abdullah abdurrahman adem adnan ahmet akın akif ali alihan alparslan alper alperen alp altan anıl arda arif asaf atakan ' +
  'ata atilla aybars ayaz aydın ayhan aykut aytaç azat bahadır baran barış bartu batuhan batu bayram bedirhan bekir ' +
  'berk berkay berkant bilge bora buğra bulut burak burhan bünyamin bülent cafer can caner cahit cemil cem cengiz cenk cevat cevdet ' +
  'cihan cihat coşkun çağan çağatay çağlar çağrı çetin çınar davut demir deniz devrim doğan doğukan doğu doruk dursun ' +
  'ediz efe ege egemen ekrem emin emir emirhan emrah emre emrullah enes engin enver eray ercan ercüment erdal erdem erdinç ' +
  'erdoğan eren ergin erhan erkan erkut erol ersin ersoy ertan ertuğrul eymen eyüp fahrettin fahri faruk fatih fehmi ferdi ' +
  'ferhat ferit fevzi fırat fikret fikri fuat furkan galip gazi gökay gökhan göktuğ göktürk görkem güney gürkan güven ' +
  'habib hacı hadi hakan hakkı halil halit haluk hamdi hamit hamza harun hasan haşim haydar hayati hayrettin hayri hikmet ' +
  'hilmi hulusi hüseyin hüsamettin hüsnü ibrahim idris ihsan ilhami ilhan ilker ilyas irfan isa ishak islam ismail ismet ' +
  'izzet kaan kadir kağan kamil kazım kenan kerem kerim koray korhan kubilay kutay kürşat latif levent lokman lütfi mahir ' +
  'mahmut mahsun mazlum medet mehmet melih melik memduh memet mert mesut mete metehan metin mevlüt mirza muammer muhammed ' +
  'muhammet muharrem muhittin muhsin murat musa mustafa muzaffer mücahit müslüm mümin münir naci nadir nazım nazmi necati ' +
  'necip necdet necmettin nedim nejat nevzat nihat niyazi nizamettin nuh nurettin nuri nurullah oğuz oğuzhan okan oktay ' +
  'olcay onur orhan orkun osman ozan ömer öner önder özcan özgür özkan polat poyraz rafet ragıp rahmi ramazan rasim recai ' +
  'recep refik remzi reşat rıdvan rıfat rıza rüstem rüzgar saadettin sabri sadettin sadık sadi saffet sait salih samed ' +
  'samet sami savaş sedat sefa selahattin selami selçuk selim semih serdar sergen serhan serhat serkan sertaç servet seyfettin ' +
  'seyit sezai sezer sezgin sıtkı sinan soner suat süleyman şaban şafak şahin şakir şeref şerafettin şevket şükrü taha tahir ' +
  'tahsin talha taner tarık tayfun taylan tayyip tekin tevfik timuçin timur tolga tolgahan tufan tuğrul tuna tuncay ' +
  'tuncer turan turgay turgut turhan tümer ufuk uğur ulaş umut utku ümit ünal üzeyir vahit vedat vehbi veli veysel veysi ' +
  'volkan vural yağız yakup yalçın yasin yaşar yavuz yekta yener yetkin yılmaz yiğit yunus yusuf yüksel zafer zekeriya zeki ' +
  'zeynel ziya zülfikar ' +
  // First names of women
  'adile afra ahsen aleyna arzu asel asena asiye aslı aslıhan asude asuman asya aslınur ayça ayfer aygül ayla aylin aynur ' +
  'aysel aysu aysun ayşe ayşegül ayşen ayşenur ayten azize azra bahar bahriye banu başak begüm belgin belinay belma beren ' +
  'beril berfin berna berrin beste beyza beyzanur betül bilgen binnur birgül birsen buket burcu burçin büşra candan cansel ' +
  'cansu cemile cemre ceren ceyda ceylan çağla çiğdem çilem damla defne derin derya devran didem dicle didar dilan dilara ' +
  'dilek dilşad döndü döne durdu duru duygu ebrar ebru ece ecem eda edanur ela elçin elif elifnur elmas elvan emel emine ' +
  'eslem esma esmanur esra eylem eylül ezgi fadime fahriye fatma fatmanur feraye feride ferihan feyza fidan figen filiz ' +
  'fulya funda füsun gamze gaye gizem gonca gökçe gönül gözde gülay gülbahar gülben gülcan gülçin güldane gülden güler ' +
  'gülfem gülhan gülistan güliz gülnur gülperi gülsen gülseren gülsüm gülşah gülten gülüzar güllü gülizar hacer ' +
  'hafize halide halime hamide handan hande hanife hatice hatun hava havva havin hayriye hediye helin hiranur huriye ' +
  'hülya hümeyra hürriyet ilayda ilknur inci ipek irem ırmak ışıl ışılay jale kader kadriye kamile kardelen keziban kıymet ' +
  'kübra kumru lale latife leman leyla lütfiye mahinur makbule mediha medine mehtap melda melek melike melis melisa ' +
  'meltem merve meryem mihriban mine miray muazzez mualla mukaddes mübeccel müjde müjgan münevver münire müşerref müzeyyen ' +
  'naciye nagihan nazan nazife nazlı nazlıcan nazmiye necla necmiye nehir nermin neslihan nesrin neşe nevin nida ' +
  'nilay nilgün nilüfer nimet nisa nisanur nuray nurcan nurdan nurgül nurhan nuriye nursel nurten oya öykü özge özlem özgül ' +
  'özgenur pelin peri perihan pervin pınar rabia rahime rana reyhan ruken rukiye rüya saadet sabiha sabriye safiye saliha ' +
  'sanem saniye satı seda sefer seher selda selen selin selma sema semanur semiha semra sena serap seray serpil sevcan ' +
  'sevda sevgi sevil sevilay sevim sevinç seyhan sezen sıdıka sıla sibel simge sinem solmaz songül sude sudenaz suna suzan ' +
  'sultan süheyla sümeyye şadiye şebnem şengül şenay şennur şerife şermin şeyda şeyma şirin şule şükran şükriye tuba ' +
  'tuana tuğba tuğçe tülay tülin türkan ülkü ümmü ümmühan ümran vildan yaprak yasemin yağmur yaren yeliz yeşim yeter yıldız ' +
  'yonca yurdagül yüsra zahide zehra zekiye zeliha zerrin zeynep zübeyde züleyha zümra zümrüt ' +
  // Family names
  'acar akar akbaş akbulut akça akgül akgün akkaya aksoy aksu aktaş akyol akyüz alkan altay altın altun altuntaş arslan ' +
  'aslan ateş avcı ay aydemir aydoğan aykaç ayyıldız balcı baş başaran bayraktar bayrak bilgin bilir bingöl boz bozkurt ' +
  'bozdağ çakır çakmak çalışkan çelik çevik çiçek çiftçi çoban dağ dağdelen demirbaş demircan demirci demirel ' +
  'demirtaş dinç dinçer doğru duman durak duran durmaz durmuş ekici ekinci er erbaş erdemir ergün ertaş ertürk esen ' +
  'genç gök güçlü gül gümüş gündoğdu gündüz güneş gür gürbüz gürsoy güzel ince işler kahraman kalkan kandemir kaplan ' +
  'kara karaaslan karabulut karaca karadağ karadeniz karagöz karahan karakaş karakaya karakoç karakurt karataş kartal ' +
  'kavak kaya kayhan keleş keser keskin kılıç kılınç kır kıraç koca koç koçak koçyiğit kocabaş korkmaz köse kurt kurtuluş ' +
  'kuş kutlu küçük orak öz özbek özçelik özdemir özen özer öztürk özyurt parlak pehlivan sağlam sarı ' +
  'sarıkaya soylu sönmez şahbaz şeker şen şener şimşek tan taş taşçı taşdemir taşkın tatlı temel topal ' +
  'topçu toprak tosun tunç türk türkmen uçar uğurlu uslu uysal uyar uzun ülker ünlü ünver üstün varol ' +
  'yalçınkaya yaman yazıcı yıldırım yolcu yurt yüce yücel zengin zorlu';

/**
 * Names that take front suffixes after a back vowel, because their l is palatal: Kemal'e, Hilal'e.
 *
 * Source: Turkish Language Association, Güncel Türkçe Sözlük and Kişi Adları Sözlüğü (kemal, -li; hilal, -li).
 */
const FRONT = 'bilal celal cemal hilal iclal ikbal kemal nihal';

export interface TurkishName {
  /** The name in Turkish letters, lower case. */
  readonly written: string;
  /** Whether it takes front suffixes after its last vowel although that vowel is a back one. */
  readonly front: boolean;
}

let names: Map<string, TurkishName> | undefined;

/** Finds a common Turkish name in any case, with or without the marks of Turkish letters; undefined for other words. */
export function findTurkishName(word: string): TurkishName | undefined {
  const known = found.get(word);
  if (known !== undefined) return known === null ? undefined : known;
  names ??= buildNames();
  const name = names.get(foldHeader(word));
  if (found.size < MOST_FOUND) found.set(word, name ?? null);
  return name;
}

/** Cache, because folding costs more than the rest of a text. Bounded, because the words come from outside. */
const found = new Map<string, TurkishName | null>();
const MOST_FOUND = 4000;

function buildNames(): Map<string, TurkishName> {
  const map = new Map<string, TurkishName>();
  for (const written of REGULAR.split(' ')) map.set(foldHeader(written), { written, front: false });
  for (const written of FRONT.split(' ')) map.set(foldHeader(written), { written, front: true });
  return map;
}
