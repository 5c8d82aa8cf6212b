// The codes of ISO 3166-1, and XKX, which the API sells. Each word starts with the first letter of its codes. After
// it come the second and third letter of each code. The capital one of the two is the second letter of the alpha-2
// code. If neither is a capital, IRREGULAR has the alpha-2 code.
const PACKED =
  'AbWFggOIalaLbnDrERgrMSmtatftGUsuTZe BdIElenesFagDGrHrhSihLmlrlZMuOlRarBrNTnVtWa CaFAnCkHehLhNIvMroDoGoKOlompVRiUbuWXrymYpZe DEuJiManKOmZa ECuGyRisHSpstTh FInJilKRarOsM GAbBrEoGyHaIbiNlPMbnbnQRcrDrLTmuFUmuY HKgMdNdRvTiUn IDnMnNdOtrlRnrQSlsrTa JaMEyOrPn KaZEnGzHmIrNaoRWt LAoBnbRbYCaIeKaSoTuUxVa MacaFArCoDadGdVeXHlKdLilTMrnENgnPoZRtSrtQUsWiYsyt NAmClErFkGaIciULdOrPlRuZl OMn PaKAncNErHllWnGoLRirkrTrYSeyF QAt REuOuUsWa SAuDneNGpgsHnJmlBLelVMrOmpmrbSdTpuRvKvnwEwZXmyCYr TCacDGoHaJkKlkMLsOnTouNuRuVWnZa UGakrMirYSaZb VAtCtEnGbIrNmUt WlFSm XKx YEm ZAfMbWe';
const IRREGULAR =
  'ALAAXATAAQATFTFBENBJBESBQBIHBABLRBYCOMKMCYMKYESTEEGNBGWIRLIEISRILMACMOMYTYTPRKKPSGSGSSPMPMSRBRSSVNSIUKRUA';

/**
 * The alpha-2 code, which Intl needs, of an ISO 3166-1 alpha-3 code. `undefined` for anything else, e.g. `GLO` and
 * the API's codes for regions.
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
