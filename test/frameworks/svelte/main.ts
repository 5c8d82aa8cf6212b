import 'esim-checkout/define';
import { mount } from 'svelte';
import Shop from './shop.svelte';

const target = document.getElementById('app');
if (target) mount(Shop, { target });
