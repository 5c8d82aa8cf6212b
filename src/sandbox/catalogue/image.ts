/** A small postcard for a destination, drawn from its code: sky, sun, hills, code. */
export function destinationImage(code: string): string {
  let hash = 7;
  for (const character of code) hash = (hash * 31 + character.charCodeAt(0)) % 3600;
  const hue = hash % 360;
  const sun = 60 + (hash % 200);
  const rise = 20 + (hash % 40);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" width="320" height="200">
<defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="hsl(${hue} 62% 58%)"/><stop offset="1" stop-color="hsl(${(hue + 40) % 360} 74% 82%)"/></linearGradient></defs>
<rect width="320" height="200" fill="url(#s)"/>
<circle cx="${sun}" cy="78" r="26" fill="#fff" fill-opacity=".85"/>
<path d="M0 ${150 - rise}C70 ${110 - rise} 120 165 190 ${140 - rise / 2}S290 120 320 ${130 - rise / 3}V200H0Z" fill="hsl(${(hue + 160) % 360} 34% 46%)"/>
<path d="M0 168C80 140 150 190 220 164S300 158 320 166V200H0Z" fill="hsl(${(hue + 170) % 360} 38% 32%)"/>
</svg>`;
}
