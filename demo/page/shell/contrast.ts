/** WCAG's least for text. */
export const ENOUGH = 4.5;

/** A colour's value in one scheme: `light-dark(#fff, #000)` or one value for both. */
export function inScheme(value: string, isDark: boolean): string {
  const both = /^light-dark\(\s*([^,]+),\s*([^)]+)\)$/.exec(value.trim());
  return (isDark ? both?.[2] : both?.[1])?.trim() ?? value.trim();
}

/** `#abc` and `#aabbcc` as six digits, which a colour picker wants. */
export function longHex(value: string): string {
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(value);
  return short
    ? `#${short
        .slice(1)
        .map((digit) => digit + digit)
        .join('')}`
    : value;
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(longHex(colour).slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** The element's own rule for text on the accent: white where it is readable, else black. */
export const onAccent = (accent: string): string =>
  contrast('#ffffff', accent) >= ENOUGH ? '#ffffff' : '#000000';
