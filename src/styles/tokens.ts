import { css } from 'lit';

/**
 * The private tokens of every element's styles. They come from the public `--esim-*` tokens. Defaults follow the page's
 * `color-scheme`.
 *
 * A partner may set the accent alone. So the colours that go with it are derived from it, in XYZ: its Y is the luminance
 * in WCAG's contrast formula.
 * - `--_on-accent` is white if white has 4.5:1 on the accent (Y up to 0.183), else black, which then has 4.6:1 or more.
 * - `--_accent-text` is the accent as text, border or icon on the surface. It keeps the accent's chromaticity. In light
 *   schemes it is darkened to Y 0.13 at most. In dark schemes it is mixed with white to Y 0.35 at least.
 */
export const tokens = css`
  :host {
    --_accent: var(--esim-color-accent, light-dark(#0b57d0, #a8c7fa));
    /* 1 for white on the accent, 0 for black. --_dim darkens, --_lift lightens. Only a colour function may use them:
     * they read its y. */
    --_white: clamp(0, (0.183 - y) * 99999, 1);
    --_dim: min(1, 0.13 / max(y, 0.001));
    --_lift: max(0, (0.35 - y) / max(1 - y, 0.001));
    --_on-accent: var(
      --esim-color-on-accent,
      color(
        from var(--_accent) xyz-d65 calc(0.9505 * var(--_white)) calc(var(--_white))
          calc(1.089 * var(--_white))
      )
    );
    --_accent-text: light-dark(
      color(
        from var(--_accent) xyz-d65 calc(x * var(--_dim)) calc(y * var(--_dim))
          calc(z * var(--_dim))
      ),
      color(
        from var(--_accent) xyz-d65 calc(x + (0.9505 - x) * var(--_lift))
          calc(y + (1 - y) * var(--_lift)) calc(z + (1.089 - z) * var(--_lift))
      )
    );
    --_surface: var(--esim-color-surface, light-dark(#fff, #17181a));
    --_text: var(--esim-color-text, light-dark(#1b1c1f, #e6e7ea));
    --_muted: var(--esim-color-muted, light-dark(#5b5f66, #a3a7ae));
    --_border: var(--esim-color-border, light-dark(#d9dce1, #3a3d42));
    --_danger: var(--esim-color-danger, light-dark(#b3261e, #f2b8b5));
    --_success: var(--esim-color-success, light-dark(#146c2e, #7fd695));
    --_warning: var(--esim-color-warning, light-dark(#7a4f00, #f3c26b));
    --_tint: color-mix(in srgb, var(--_accent) 7%, var(--_surface));
    --_hover: color-mix(in srgb, var(--_text) 4%, var(--_surface));
    --_bone: color-mix(in srgb, var(--_text) 9%, var(--_surface));
    /* Borders of controls need 3:1. Hairlines between texts do not. */
    --_control: color-mix(in srgb, var(--_text) 55%, var(--_surface));
    --_font: var(--esim-font-family, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif);
    --_size: var(--esim-font-size, medium);
    --_radius: var(--esim-radius, 12px);
    --_space: var(--esim-space, 4px);
    --_shadow: var(--esim-shadow, none);
  }
`;
