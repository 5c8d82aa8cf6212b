/** Where the fictional vendor sells: `code name price currency`, price being that of 1 GB for 7 days. */
const COUNTRIES = `
JPN|Japan|4.5|USD
ALB|Albania|5.1|EUR
ARE|United Arab Emirates|6.9|USD
ARG|Argentina|7.2|USD
ARM|Armenia|4.9|USD
AUS|Australia|4.8|USD
AUT|Austria|3.9|EUR
AZE|Azerbaijan|5.4|USD
BEL|Belgium|3.9|EUR
BGR|Bulgaria|3.7|EUR
BHR|Bahrain|6.1|USD
BRA|Brazil|6.4|USD
CAN|Canada|5.9|USD
CHE|Switzerland|4.6|EUR
CHL|Chile|6.2|USD
CHN|China|4.7|USD
COL|Colombia|6.6|USD
CRI|Costa Rica|7.4|USD
CYP|Cyprus|4.1|EUR
CZE|Czechia|3.8|EUR
DEU|Germany|3.9|EUR
DNK|Denmark|3.9|EUR
ECU|Ecuador|7.1|USD
EGY|Egypt|5.7|USD
ESP|Spain|3.6|EUR
EST|Estonia|3.5|EUR
FIN|Finland|3.7|EUR
FRA|France|3.9|EUR
GBR|United Kingdom|3.4|GBP
GEO|Georgia|4.4|USD
GRC|Greece|3.8|EUR
HKG|Hong Kong|3.9|USD
HRV|Croatia|3.9|EUR
HUN|Hungary|3.7|EUR
IDN|Indonesia|4.2|USD
IND|India|4.3|USD
IRL|Ireland|3.8|EUR
ISL|Iceland|4.4|EUR
ISR|Israel|4.6|USD
ITA|Italy|3.8|EUR
JOR|Jordan|6.3|USD
KAZ|Kazakhstan|4.5|USD
KEN|Kenya|6.8|USD
KHM|Cambodia|4.9|USD
KOR|South Korea|5900|KRW
KWT|Kuwait|1.375|KWD
LKA|Sri Lanka|4.4|USD
LTU|Lithuania|3.5|EUR
LUX|Luxembourg|4.1|EUR
LVA|Latvia|3.5|EUR
MAR|Morocco|5.6|EUR
MEX|Mexico|5.8|USD
MLT|Malta|3.9|EUR
MYS|Malaysia|3.9|USD
NLD|Netherlands|3.7|EUR
NOR|Norway|4.2|EUR
NZL|New Zealand|5.3|USD
OMN|Oman|6.7|USD
PAN|Panama|7.6|USD
PER|Peru|6.5|USD
PHL|Philippines|4.8|USD
POL|Poland|3.4|EUR
PRT|Portugal|3.6|EUR
QAT|Qatar|6.4|USD
ROU|Romania|3.5|EUR
SAU|Saudi Arabia|5.9|USD
SGP|Singapore|3.9|USD
SRB|Serbia|4.3|EUR
SVK|Slovakia|3.6|EUR
SVN|Slovenia|3.8|EUR
SWE|Sweden|3.8|EUR
THA|Thailand|4.2|USD
TUN|Tunisia|5.5|EUR
TUR|Türkiye|3.8|USD
TWN|Taiwan|620|JPY
TZA|Tanzania|7.3|USD
UKR|Ukraine|3.9|EUR
URY|Uruguay|7.7|USD
USA|United States|4.9|USD
VNM|Vietnam|4.1|USD
ZAF|South Africa|6.2|USD`;

// Not country codes: the vendor's own for regions.
const REGIONS = `
XEU|Europe|5.9|EUR
XAS|Asia Pacific|6.9|USD
XME|Middle East and North Africa|8.4|USD
XAF|Africa|11.9|USD
XLA|Latin America|9.8|USD
XCB|Caribbean Islands|12.4|USD
EUROPE-9|Central and Eastern Europe with the Western Balkans, Türkiye and the Baltic Seas|7.45|EUR
GLO|Global|9.9|USD`;

// Second and third products of a country.
const EXTRAS = `
FRA|France and overseas departments|5.2|EUR
USA|United States Unlimited|6.5|USD
USA|United States, Canada and Mexico|7.25|USD
GBR|United Kingdom and Ireland|4.15|GBP
GLO|Global Business|14.5|USD`;

export interface Destination {
  code: string;
  name: string;
  /** The price of 1 GB for 7 days, major units. */
  price: number;
  currency: string;
}

const parse = (table: string): Destination[] =>
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [code = '', name = '', price = '', currency = ''] = line.split('|');
      return { code, name, price: Number(price), currency };
    });

export const destinations = (): Destination[] => [
  ...parse(COUNTRIES),
  ...parse(REGIONS),
  ...parse(EXTRAS),
];
