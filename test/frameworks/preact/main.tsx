import 'esim-checkout/define';
import { render } from 'preact';
import { Shop } from './shop.jsx';

const root = document.getElementById('app');
if (root) render(<Shop />, root);
