export * from '../../sample-shop.js';
