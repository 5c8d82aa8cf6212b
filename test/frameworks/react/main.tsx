import 'esim-checkout/define';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Shop } from './shop.jsx';

const root = document.getElementById('app');
if (root)
  createRoot(root).render(
    <StrictMode>
      <Shop />
    </StrictMode>,
  );
