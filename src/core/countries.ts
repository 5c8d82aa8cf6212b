// ISO 3166-1 (and XKX, as sold): a capital starts each word with the code's first letter, two letters follow a code.
// Of those the capital one is the second letter of the two-letter code; where neither is, see IRREGULAR.
const PACKED =
  'AbWFggOIalaLbnDrERgrMSmtatftGUsuTZe BdIElenesFagDGrHrhSihLmlrlZMuOlRarBrNTnVtWa CaFAnCkHehLhNIvMroDoGoKOlompVRiUbuWXrymYpZe DEuJiManKOmZa ECuGyRisHSpstTh FInJilKRarOsM GAbBrEoGyHaIbiNlPMbnbnQRcrDrLTmuFUmuY HKgMdNdRvTiUn IDnMnNdOtrlRnrQSlsrTa JaMEyOrPn KaZEnGzHmIrNaoRWt LAoBnbRbYCaIeKaSoTuUxVa MacaFArCoDadGdVeXHlKdLilTMrnENgnPoZRtSrtQUsWiYsyt NAmClErFkGaIciULdOrPlRuZl OMn PaKAncNErHllWnGoLRirkrTrYSeyF QAt REuOuUsWa SAuDneNGpgsHnJmlBLelVMrOmpmrbSdTpuRvKvnwEwZXmyCYr TCacDGoHaJkKlkMLsOnTouNuRuVWnZa UGakrMirYSaZb VAtCtEnGbIrNmUt WlFSm XKx YEm ZAfMbWe';
const IRREGULAR =
  'ALAAXATAAQATFTFBENBJBESBQBIHBABLRBYCOMKMCYMKYESTEEGNBGWIRLIEISRILMACMOMYTYTPRKKPSGSGSSPMPMSRBRSSVNSIUKRUA';

/**
 * The two-letter code that Intl understands, for an ISO 3166-1 alpha-3 code.
 * `undefined` for anything else, `GLO` and the vendor's codes for regions included.
 */
export function alpha2(alpha3: string): string | undefined {
  const code = alpha3.toUpperCase();
  const [first = '', second = '', third = ''] = code;
  const word = code.length === 3 && PACKED.split(' ').find((each) => each[0] === first);
  if (!word) return undefined;
  for (let at = 1; at < word.length; at += 2) {
    const pair = word.slice(at, at + 2);
    if (pair.toUpperCase() !== second + third) continue;
    if (pair[0] === second) return first + second;
    if (pair[1] === third) return first + third;
    return IRREGULAR.match(new RegExp(`^(?:.{5})*?${code}(..)`))?.[1];
  }
  return undefined;
}
