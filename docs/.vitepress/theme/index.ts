import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import { h } from 'vue';
import picture from '../../images/checkout.png';
import './site.css';

const heroPicture = () => h('img', { src: picture, alt: 'The plans on a partner’s page' });

export default {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { 'home-hero-image': heroPicture }),
} satisfies Theme;
